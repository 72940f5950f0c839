import type { UserSession } from './userSession.ts';

/** A signed-in person who may administer at least one facility. */
export type Administrator = {
  readonly id: string;
  readonly name: string;
  /** The facility that the person belongs to; a superuser administers all the others too. */
  readonly facilityId: string;
  readonly superuser: boolean;
};

/** The gate of the client (Kolibri protocol, section 1.2): coaches, learners and nobody are turned away as undefined. */
export function administratorOf(session: UserSession): Administrator | undefined {
  const superuser = session.kind.includes('superuser');
  if (!superuser && !session.kind.includes('admin')) return undefined;
  if (session.user_id === null || session.facility_id === null) return undefined;
  return {
    id: session.user_id,
    name: session.full_name === '' ? session.username : session.full_name,
    facilityId: session.facility_id,
    superuser,
  };
}
