import type { Words } from "../words.ts";

export const notice: Words["notice"] = {
  who: {
    title: "Who",
    text: "The sub-district office of Pangkalan Banteng, for the civil registry office.",
  },
  why: { title: "What for", text: "For your electronic identity card and civil letters. For nothing else." },
  ground: {
    title: "On what ground",
    text: "A public task under Law 23/2006 as amended by Law 24/2013 on population administration.",
  },
  what: { title: "Which data", text: "Biodata, photo, fingerprints, signature, irises, and copies of your papers." },
  howLong: {
    title: "How long",
    text: (days) => `Kept sealed in this booth until ${days} days after the office has them, then destroyed.`,
    spoken: "Kept sealed in this booth for as long as the screen says, then destroyed.",
  },
  rights: {
    title: "Your rights",
    text: "You may ask, see, have errors put right, and stop at any time. The counter serves you without the booth.",
  },
  version: "Version",
};
