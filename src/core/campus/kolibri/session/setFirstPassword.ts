import { hashPassword } from '../store/passwords.ts';
import { demandTexts, objectOf, textOf } from '../wire/fields.ts';
import { refuseWith } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall } from '../wire/route.ts';

/** The first password of an account that was made without one. */
export async function setFirstPassword({ context, body }: KolibriCall): Promise<KolibriReply> {
  const fields = objectOf(body);
  demandTexts(fields, [{ field: 'username' }, { field: 'password' }, { field: 'facility' }]);
  const username = textOf(fields, 'username');
  const facility = textOf(fields, 'facility');
  const user = [...context.school.users.values()].find(
    (each) => each.username === username && each.facility === facility && each.dateDeleted === null,
  );
  if (user === undefined) refuseWith(jsonReply('Username or facility is invalid', 404));
  if (user.password !== null) refuseWith(jsonReply('Unable to set password', 400));
  user.password = await hashPassword(textOf(fields, 'password') ?? '');
  context.changed();
  return emptyReply(200);
}
