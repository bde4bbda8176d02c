// The one script of a page that holds the inbox: defines the element.
import { Innboks } from "./element.js";

if (!customElements.get("hn-webcomp-innboks")) {
  customElements.define("hn-webcomp-innboks", Innboks);
}
