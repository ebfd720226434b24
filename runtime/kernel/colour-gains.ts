/**
 * What the linear light of a camera's red and blue is multiplied by, so that what is gray under the booth's lamps reads as
 * gray; green stays.
 */
export type ColourGains = { readonly red: number; readonly blue: number };
