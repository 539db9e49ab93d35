import { explain, find, isWorthAnotherTry } from "./failure.js";
import { isResponseCode, ResponseCode, responses } from "./codes.js";

/** What the test compares with the catalog. */
export const report: unknown = {
  codes: Object.values(ResponseCode),
  rows: responses,
  explained: Object.values(ResponseCode).map((code) => explain({ code })),
  found: Object.values(ResponseCode).map((code) => find(code)?.code),
  retried: Object.values(ResponseCode).filter(isWorthAnotherTry),
  strange: [
    "Surprise",
    "",
    "hasOwnProperty",
    "toString",
    404,
    null,
    undefined,
    {},
  ].filter(isResponseCode),
};
