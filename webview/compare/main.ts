import '../shared/cspNonce';
import './comparePanel';
