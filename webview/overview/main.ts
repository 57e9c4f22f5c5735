import '../shared/cspNonce';
import './overviewPanel';
