import { ResponseCode } from "./codes.js";

/** What the shop tells a customer: something for every code, or this does not compile. */
export function advice(code: ResponseCode): string {
  switch (code) {
    case ResponseCode.BadRequest:
      return "BadRequest: check the form.";
    case ResponseCode.Unauthorized:
      return "Unauthorized: sign in.";
    case ResponseCode.PointsBalanceNegative:
      return "PointsBalanceNegative: buy points.";
    case ResponseCode.NotFound:
      return "NotFound: it was sold.";
    case ResponseCode.TooManyRequests:
      return "TooManyRequests: wait.";
    case ResponseCode.InternalServerError:
      return "InternalServerError: come back later.";
    default:
      return code satisfies never;
  }
}
