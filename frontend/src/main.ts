// Starts the Process Explorer in its host element.
import "./styles/tokens.css";
import "./styles/map.css";
