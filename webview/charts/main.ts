import '../shared/cspNonce';
import './chartsPanel';
