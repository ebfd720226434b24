import { render } from "preact";
import { lendCamera } from "./camera.ts";
import { giveLifeSigns } from "./life-signs.ts";
import { Page } from "./page.tsx";
import { followPreferences } from "./preferences.ts";
import { connect } from "./socket.ts";

const root = document.getElementById("page");
if (root !== null) {
  followPreferences();
  render(<Page />, root);
  giveLifeSigns();
  lendCamera();
  connect();
}
