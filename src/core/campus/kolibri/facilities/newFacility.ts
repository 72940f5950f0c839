import { newId } from '../store/newId.ts';
import type { Dataset, Facility } from '../store/rows.ts';

/** A facility with the settings of its preset. `ids`: where its two ids come from. */
export function newFacility(
  name: string,
  preset: Dataset['preset'],
  ids: { readonly facility: string; readonly dataset: string } = { facility: newId(), dataset: newId() },
): Facility {
  const isFormal = preset === 'formal';
  return {
    id: ids.facility,
    name,
    dataset: {
      id: ids.dataset,
      learnerCanEditUsername: !isFormal,
      learnerCanEditName: !isFormal,
      learnerCanEditPassword: !isFormal,
      learnerCanSignUp: !isFormal,
      learnerCanDeleteAccount: !isFormal,
      learnerCanLoginWithNoPassword: isFormal,
      showDownloadButtonInLearn: !isFormal,
      registered: false,
      preset,
    },
    lastSuccessfulSync: null,
    lastFailedSync: null,
    portalRegistered: false,
  };
}
