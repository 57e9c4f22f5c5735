import '../shared/cspNonce';
import './softwarePanel';
