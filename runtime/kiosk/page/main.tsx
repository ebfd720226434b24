import { render } from "preact";
import { lendCamera } from "./camera.ts";
import { giveLifeSigns } from "./life-signs.ts";
import { followLanguage } from "./loaded-catalogues.ts";
import { Page } from "./page.tsx";
import { ignoreStrayTouches } from "./parts/stray-touch.ts";
import { followPreferences } from "./preferences.ts";
import { connect } from "./socket.ts";
import { view } from "./state.ts";

const root = document.getElementById("page");
if (root !== null) {
  followPreferences();
  followLanguage(() => view.value?.language ?? "id");
  render(<Page />, root);
  giveLifeSigns();
  ignoreStrayTouches();
  lendCamera();
  connect();
}
