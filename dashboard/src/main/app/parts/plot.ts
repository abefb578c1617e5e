/** Values over time; null where nothing ran. */
export interface Line {
  label: string;
  values: (number | null)[];
}

/** Seconds since 1970, ascending, and lines with a value for each. */
export interface Plot {
  times: number[];
  lines: Line[];
}
