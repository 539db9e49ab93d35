import { advice } from "./advice.js";
import {
  isResponseCode,
  responses,
  type AnyResponseCode,
  type ResponseCode,
  type ResponseDetails,
} from "./codes.js";

/** The body that the API sends; its code may be newer than this shop. */
export interface Failure {
  readonly code: AnyResponseCode;
}

/** The guard narrows the code of the wire: only a known one may go to `advice`. */
export function explain({ code }: Failure): string {
  return isResponseCode(code) ? advice(code) : `unknown: ${code}`;
}

/** The details of a code. */
export function find(code: ResponseCode): ResponseDetails | undefined {
  return responses.find((details) => details.code === code);
}

/** Whether the shop tries again by itself. */
export function isWorthAnotherTry(code: ResponseCode): boolean {
  const details = find(code);
  return details?.retryable ?? details?.httpStatuses.includes(429) ?? false;
}

// @ts-expect-error: a code of the wire is no known code before the guard has seen it
export const unguarded: ResponseCode = "Surprise" as AnyResponseCode;

export function change(details: ResponseDetails): void {
  // @ts-expect-error: nobody changes what is documented
  details.description = "Mine.";
}
