import { structureTables } from '../structures/structure-tables.ts'
import type { PersonKey } from './column-facts.ts'

/** What the columns of a table tell of people; names of columns are separated by blanks. */
export interface KnownTable {
  /** Whose row it is. A mail address is personal, all else an identifier. */
  readonly whose?: Readonly<Record<string, PersonKey>>
  /** Somebody else whom the row names: who enrolled them, who graded it. */
  readonly alsoNames?: Readonly<Record<string, PersonKey>>
  readonly personal?: string
  /** Personal, except for what `module-state.ts` leaves of it. */
  readonly moduleState?: string
  readonly secret?: string
  readonly plain: string
}

const times = 'created modified'
const userId = { user_id: 'userId' } as const
const course = 'course_id'
const historical = 'history_id history_date history_change_reason history_type'

/**
 * The tables of the LMS that panorama-elt lists, those that the Panorama plugin adds, and others that are of use, with the columns
 * that releases of Open edX have had. What is not here is judged by its name, see `guess-facts.ts`.
 */
export const knownTables: Readonly<Record<string, KnownTable>> = {
  // Who people are.
  auth_user: {
    whose: { id: 'userId', username: 'username', email: 'mail' },
    personal: 'first_name last_name',
    secret: 'password',
    plain: 'last_login is_superuser is_staff is_active date_joined',
  },
  auth_userprofile: {
    whose: userId,
    // `meta` is what the registration form asked for beside the usual, whatever that is.
    personal:
      'name meta language location year_of_birth gender level_of_education mailing_address city country state goals bio phone_number',
    plain: 'id courseware allow_certificate profile_image_uploaded_at',
  },
  user_api_userpreference: { whose: userId, personal: 'value', plain: 'id key' },
  external_user_ids_externalid: {
    whose: { user_id: 'userId', external_user_id: 'externalId' },
    plain: `id external_id_type_id ${times}`,
  },
  external_user_ids_externalidtype: { plain: `id name description ${times}` },
  student_anonymoususerid: {
    whose: { user_id: 'userId', anonymous_user_id: 'anonymousId' },
    plain: `id ${course}`,
  },
  // Who was retired: the very names that are to be gone.
  user_api_userretirementstatus: {
    whose: userId,
    secret: 'original_username original_email original_name retired_username retired_email responses',
    plain: `id current_state_id last_state_id ${times}`,
  },
  user_api_retirementstate: { plain: 'id state_name state_execution_order is_dead_end_state required' },

  // Who takes which course, and who teaches it.
  student_courseenrollment: { whose: userId, plain: `id ${course} created is_active mode` },
  student_historicalcourseenrollment: {
    whose: userId,
    alsoNames: { history_user_id: 'userId' },
    plain: `id ${course} created is_active mode ${historical}`,
  },
  student_courseenrollmentallowed: { whose: { email: 'mail', ...userId }, plain: `id ${course} auto_enroll created` },
  student_manualenrollmentaudit: {
    whose: { enrolled_email: 'mail' },
    alsoNames: { enrolled_by_id: 'userId' },
    personal: 'reason',
    plain: 'id time_stamp state_transition enrollment_id role',
  },
  student_courseaccessrole: { whose: userId, plain: `id org ${course} role` },
  django_comment_client_role: { plain: `id name ${course}` },
  django_comment_client_role_users: { whose: userId, plain: 'id role_id' },
  course_modes_coursemode: {
    plain: `id ${course} mode_slug mode_display_name min_price currency expiration_datetime expiration_date expiration_datetime_is_explicit suggested_prices description sku bulk_sku android_sku ios_sku`,
  },

  // What they did, and what it was worth.
  courseware_studentmodule: {
    whose: { student_id: 'userId' },
    moduleState: 'state',
    plain: `id module_type module_id ${course} grade max_grade done ${times}`,
  },
  completion_blockcompletion: { whose: userId, plain: `id ${times} course_key block_key block_type completion` },
  grades_persistentcoursegrade: {
    whose: userId,
    plain: `id ${times} ${course} course_edited_timestamp course_version grading_policy_hash percent_grade letter_grade passed_timestamp`,
  },
  grades_persistentsubsectiongrade: {
    whose: userId,
    plain: `id ${times} ${course} usage_key subtree_edited_timestamp course_version earned_all possible_all earned_graded possible_graded first_attempted visible_blocks_hash`,
  },
  grades_persistentsubsectiongradeoverride: {
    personal: 'override_reason',
    plain: `id grade_id ${times} earned_all_override possible_all_override earned_graded_override possible_graded_override system`,
  },
  grades_visibleblocks: { plain: `id blocks_json hashed ${course}` },
  certificates_generatedcertificate: {
    whose: userId,
    // The address of a certificate shows its owner's name to whoever has it.
    personal: 'verify_uuid download_uuid download_url name error_reason',
    secret: 'key',
    plain: `id ${course} grade distinction status mode created_date modified_date`,
  },
  proctoring_proctoredexam: {
    plain: `id ${course} content_id external_id exam_name time_limit_mins due_date is_proctored is_practice_exam is_active hide_after_due backend ${times}`,
  },
  proctoring_proctoredexamstudentattempt: {
    whose: userId,
    personal: 'last_poll_ipaddr review_policy_id student_name taking_as_proctored_notes',
    secret: 'attempt_code external_id',
    plain: `id ${times} started_at completed_at last_poll_timestamp allowed_time_limit_mins status taking_as_proctored is_sample_attempt is_status_acknowledged is_resumable ready_to_resume resumed time_remaining_seconds proctored_exam_id`,
  },

  // Answers that people grade. `student_id` is the id that the learner has in one course alone.
  submissions_studentitem: { whose: { student_id: 'anonymousId' }, plain: `id ${course} item_id item_type` },
  submissions_submission: {
    personal: 'raw_answer',
    plain: 'id uuid attempt_number submitted_at created_at student_item_id status team_submission_id',
  },
  submissions_teamsubmission: {
    alsoNames: { submitted_by_id: 'userId' },
    plain: `id ${times} uuid attempt_number submitted_at ${course} item_id team_id status`,
  },
  submissions_score: {
    plain: 'id points_earned points_possible created_at reset student_item_id submission_id',
  },
  submissions_scoreannotation: {
    alsoNames: { creator: 'anonymousId' },
    personal: 'reason',
    plain: 'id annotation_type score_id',
  },
  submissions_scoresummary: { plain: 'id highest_id latest_id student_item_id' },
  assessment_assessment: {
    alsoNames: { scorer_id: 'anonymousId' },
    personal: 'feedback',
    plain: 'id submission_uuid scored_at score_type rubric_id',
  },
  workflow_assessmentworkflow: {
    plain: `id ${times} status status_changed submission_uuid uuid ${course} item_id assessment_requirements`,
  },

  // Groups of learners.
  course_groups_cohortmembership: { whose: userId, plain: `id ${course} course_user_group_id` },
  course_groups_coursecohort: { plain: 'id assignment_type course_user_group_id' },
  course_groups_coursecohortssettings: {
    plain: `id is_cohorted ${course} cohorted_discussions always_cohort_inline_discussions`,
  },
  course_groups_courseusergroup: { plain: `id name ${course} group_type` },
  course_groups_courseusergroup_users: { whose: userId, plain: 'id courseusergroup_id' },
  course_groups_courseusergrouppartitiongroup: {
    plain: 'id partition_id group_id created_at updated_at course_user_group_id',
  },
  course_groups_unregisteredlearnercohortassignments: {
    whose: { email: 'mail' },
    plain: `id ${course} course_user_group_id`,
  },
  teams_courseteam: {
    personal: 'description',
    plain: `id team_id discussion_topic_id name ${course} topic_id date_created country language last_activity_at team_size organization_protected`,
  },
  teams_courseteammembership: { whose: userId, plain: 'id team_id date_joined last_activity_at' },

  // Companies whose people learn here.
  enterprise_enterprisecustomeruser: {
    whose: userId,
    secret: 'invite_key_id',
    plain: `id ${times} enterprise_customer_id active linked is_relinkable should_inactivate_other_customers`,
  },
  enterprise_enterprisecustomer: {
    personal: 'contact_email reply_to sender_alias',
    secret: 'auth_org_id',
    plain: `${times} uuid name active site_id slug country customer_type_id default_contract_discount default_language default_provisioning_configuration enable_data_sharing_consent enforce_data_sharing_consent enable_audit_enrollment enable_audit_data_reporting replace_sensitive_sso_username hide_course_original_price hide_course_price_when_zero hide_labor_market_data enable_autocohorting customer_type enable_portal_code_management_screen enable_portal_reporting_config_screen enable_portal_saml_configuration_screen enable_portal_lms_configurations_screen enable_portal_subscription_management_screen enable_portal_learner_credit_management_screen enable_learner_portal enable_learner_portal_offers enable_learner_portal_sidebar_message learner_portal_sidebar_content enable_integrated_customer_learner_portal_search enable_analytics_screen enable_slug_login enable_executive_education_2U_fulfillment enable_browse_and_request enable_programs enable_demo_data_for_analytics_and_lpr enable_career_engagement_network_on_learner_portal enable_pathways enable_academies enable_one_academy enable_generation_of_api_credentials disable_expiry_messaging_for_learner_credit show_videos_in_learner_portal_search_results`,
  },
  enterprise_pendingenterprisecustomeruser: {
    whose: { user_email: 'mail' },
    plain: `id ${times} enterprise_customer_id`,
  },

  // Courses and sites.
  ...Object.fromEntries(
    Object.entries(structureTables).map(([table, fields]) => [
      table,
      { plain: fields.map(({ name }) => name).join(' ') },
    ]),
  ),
  course_overviews_courseoverview: {
    personal: 'proctoring_escalation_email',
    plain: `${times} version id _location display_name display_number_with_default display_org_with_default start end start_date end_date advertised_start course_image_url banner_image_url social_sharing_url end_of_course_survey_url certificates_display_behavior certificates_show_before_end cert_html_view_enabled has_any_active_web_certificate cert_name_short cert_name_long lowest_passing_grade days_early_for_beta mobile_available visible_to_staff_only _pre_requisite_courses_json enrollment_start enrollment_end enrollment_domain invitation_only max_student_enrollments_allowed announcement catalog_visibility course_video_url effort short_description org self_paced marketing_url eligible_for_financial_aid language certificate_available_date has_highlights enable_proctored_exams proctoring_provider allow_proctoring_opt_out entrance_exam_enabled entrance_exam_id entrance_exam_minimum_score_pct external_id force_on_flexible_peer_openassessments`,
  },
  split_modulestore_django_splitmodulestorecourseindex: {
    alsoNames: { edited_by_id: 'userId' },
    plain: `id objectid ${course} org draft_version published_version library_version wiki_slug base_store edited_on last_update`,
  },
  organizations_organization: { plain: `id name short_name description logo active ${times}` },
  organizations_organizationcourse: { plain: `id ${course} organization_id active ${times}` },
  site_configuration_siteconfiguration: { secret: 'site_values', plain: 'id site_id enabled' },
  oel_tagging_tag: { plain: 'id value external_id parent_id taxonomy_id depth lineage' },
  oel_tagging_taxonomy: {
    plain: 'id name description enabled allow_multiple allow_free_text visible_to_authors _taxonomy_class export_id',
  },
  oel_tagging_objecttag: { plain: 'id object_id _value tag_id taxonomy_id _export_id is_copied' },
}
