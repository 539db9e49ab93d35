/** Codes of the shop. */
export const Codes = { NotFound: 'not_found', Taken: "taken" /* 409 */, Late: `late` } as const;
export enum Status { NOT_FOUND = 404, CONFLICT = 409 } // sent
export type Code = 'not_found' | 'taken';
const messages: Record<Code, string> = { not_found: 'Nothing there', taken: 'Taken already' };
export const ERRORS = [{ code: 'E1', status: 400, message: 'One' }, { code: 'E2', status: 404, message: `Two ${1}` }];
declare const Named: { readonly A: 'a' };
