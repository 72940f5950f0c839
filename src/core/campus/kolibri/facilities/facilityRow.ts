import type { Dataset, Facility } from '../store/rows.ts';
import type { School } from '../store/school.ts';

/** A facility as the API shows it, to everyone (Kolibri protocol, section 2.2). */
export function facilityRow(school: School, facility: Facility): Readonly<Record<string, unknown>> {
  const users = school.usersOf(facility.id, 'without deleted');
  return {
    id: facility.id,
    name: facility.name,
    num_users: users.length,
    num_classrooms: school.classesOf(facility.id).length,
    last_successful_sync: facility.lastSuccessfulSync,
    last_failed_sync: facility.lastFailedSync,
    num_learners: users.filter(({ id }) => school.rolesOf(id).length === 0).length,
    picture_passwords_exhausted: false,
    dataset: datasetRow(facility.dataset),
  };
}

/** The settings of a facility as they stand inside it. */
export function datasetRow(dataset: Dataset): Readonly<Record<string, unknown>> {
  return {
    id: dataset.id,
    learner_can_edit_username: dataset.learnerCanEditUsername,
    learner_can_edit_name: dataset.learnerCanEditName,
    learner_can_edit_password: dataset.learnerCanEditPassword,
    learner_can_sign_up: dataset.learnerCanSignUp,
    learner_can_delete_account: dataset.learnerCanDeleteAccount,
    learner_can_login_with_no_password: dataset.learnerCanLoginWithNoPassword,
    show_download_button_in_learn: dataset.showDownloadButtonInLearn,
    extra_fields: { facility: {}, on_my_own_setup: false, pin_code: '' },
    picture_password_settings: null,
    description: '',
    location: '',
    registered: dataset.registered,
    preset: dataset.preset,
  };
}
