import '../shared/cspNonce';
import './serversPanel';
