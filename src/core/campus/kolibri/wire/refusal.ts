import { jsonReply, type KolibriReply } from './reply.ts';

/** A request that ends with another answer than its route's: thrown from anywhere below a route. */
export class KolibriRefusal extends Error {
  readonly reply: KolibriReply;

  constructor(reply: KolibriReply) {
    super(`refused with ${reply.status}`);
    this.name = 'KolibriRefusal';
    this.reply = reply;
  }
}

/** One entry of a 400: what is wrong with which field (Kolibri protocol, section 0.1). */
export type FieldError = { readonly code: string; readonly field: string; readonly message: string };

export function refuseWith(reply: KolibriReply): never {
  throw new KolibriRefusal(reply);
}

/** 400 in the form of a serializer: all that is wrong at once. */
export function refuseFields(errors: readonly FieldError[]): never {
  refuseWith(
    jsonReply(
      errors.map(({ code, field, message }) => ({ id: code, metadata: { field, message } })),
      400,
    ),
  );
}

/** 400 for one field; without a field it is about the whole. */
export function refuseField(code: string, message: string, field = 'non_field_errors'): never {
  refuseFields([{ code, field, message }]);
}

/** 400 as bare strings. */
export function refuseText(...texts: readonly string[]): never {
  refuseWith(jsonReply(texts, 400));
}

/** 403 or 404 of the API; `view` is the server's name for the place. */
export function refuseCode(
  status: 403 | 404,
  code: 'PERMISSION_DENIED' | 'NOT_AUTHENTICATED' | 'NOT_FOUND',
  view: string,
): never {
  refuseWith(jsonReply([{ id: code, metadata: { view } }], status));
}
