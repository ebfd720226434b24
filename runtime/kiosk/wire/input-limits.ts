/** What a message of the page may carry, for the keys that it is typed on as well as for the check of it. Characters. */
export const pinLengthMax = 64;
export const reasonLengthMax = 300;
export const wantedLengthMax = 60;
export const entryLengthMax = 120;
