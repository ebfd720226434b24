/** What came of something that a page sent as a device; `foreign`: it is another page's turn to be that device. */
export type Lent = "taken" | "unwanted" | "foreign";
