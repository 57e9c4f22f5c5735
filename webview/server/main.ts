import '../shared/cspNonce';
import './serverPanel';
