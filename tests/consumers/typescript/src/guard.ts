import { isResponseCode } from "./codes.js";

/** All that one page of the shop needs: its bundle holds no text of the documentation. */
export function isKnown(body: { readonly code?: unknown }): boolean {
  return isResponseCode(body.code);
}
