/** Files of an export by their path in it, with forward slashes; text is UTF-8. */
export type ExportFiles = ReadonlyMap<string, string | Uint8Array>;
