import type { FieldSettings, TableSettings } from './settings.ts'

/** A table of the LMS's MySQL that a new settings file lists: its columns as `name:type`, separated by blanks. */
interface DefaultTable {
  readonly name: string
  readonly columns: string
  readonly partitions?: NonNullable<TableSettings['partitions']> & { readonly interval: string }
}

const changed = 'created:datetime modified:datetime'

/**
 * The tables that panorama-elt and the Panorama plugin list, without the columns that open something (password hashes, the
 * settings of sites, keys of certificates), and behind them what Panorama's own dashboards use beside.
 */
const defaultTables: readonly DefaultTable[] = [
  {
    name: 'auth_user',
    columns:
      'id:int last_login:datetime is_superuser:tinyint username:varchar first_name:varchar last_name:varchar email:varchar is_staff:tinyint is_active:tinyint date_joined:datetime',
  },
  {
    name: 'auth_userprofile',
    columns:
      'id:int name:varchar meta:longtext courseware:varchar language:varchar location:varchar year_of_birth:int gender:varchar level_of_education:varchar mailing_address:longtext city:longtext country:varchar goals:longtext bio:varchar profile_image_uploaded_at:datetime user_id:int',
  },
  { name: 'student_anonymoususerid', columns: 'id:int anonymous_user_id:varchar course_id:varchar user_id:int' },
  {
    name: 'student_courseenrollment',
    columns: 'id:int course_id:varchar created:datetime is_active:tinyint mode:varchar user_id:int',
  },
  {
    name: 'student_courseenrollmentallowed',
    columns: 'id:int email:varchar course_id:varchar auto_enroll:tinyint created:datetime user_id:int',
  },
  {
    name: 'student_manualenrollmentaudit',
    columns:
      'id:int enrolled_email:varchar time_stamp:datetime state_transition:varchar reason:longtext enrolled_by_id:int enrollment_id:int role:varchar',
  },
  { name: 'student_courseaccessrole', columns: 'id:int org:varchar course_id:varchar role:varchar user_id:int' },
  { name: 'site_configuration_siteconfiguration', columns: 'id:int site_id:int enabled:tinyint' },
  {
    name: 'course_overviews_courseoverview',
    columns: `${changed} version:int id:varchar _location:varchar display_name:longtext display_number_with_default:longtext display_org_with_default:longtext start:datetime end:datetime advertised_start:longtext course_image_url:longtext social_sharing_url:longtext end_of_course_survey_url:longtext certificates_display_behavior:longtext certificates_show_before_end:tinyint cert_html_view_enabled:tinyint has_any_active_web_certificate:tinyint cert_name_short:longtext cert_name_long:longtext lowest_passing_grade:decimal days_early_for_beta:double mobile_available:tinyint visible_to_staff_only:tinyint _pre_requisite_courses_json:longtext enrollment_start:datetime enrollment_end:datetime enrollment_domain:longtext invitation_only:tinyint max_student_enrollments_allowed:int announcement:datetime catalog_visibility:longtext course_video_url:longtext effort:longtext short_description:longtext org:longtext self_paced:tinyint marketing_url:longtext eligible_for_financial_aid:tinyint language:longtext certificate_available_date:datetime`,
  },
  {
    name: 'courseware_studentmodule',
    columns: `id:bigint module_type:varchar module_id:varchar course_id:varchar state:longtext grade:double max_grade:double done:varchar ${changed} student_id:int`,
    partitions: { fields: ['course_id'], interval: '2 hour', overlapSeconds: 7_200, timestampField: 'modified' },
  },
  {
    name: 'grades_persistentcoursegrade',
    columns: `${changed} id:bigint user_id:int course_id:varchar course_edited_timestamp:datetime course_version:varchar grading_policy_hash:varchar percent_grade:double letter_grade:varchar passed_timestamp:datetime`,
  },
  {
    name: 'certificates_generatedcertificate',
    columns:
      'id:int course_id:varchar verify_uuid:varchar download_uuid:varchar download_url:varchar grade:varchar distinction:tinyint status:varchar mode:varchar name:varchar created_date:datetime modified_date:datetime error_reason:varchar user_id:int',
  },
  {
    name: 'course_groups_cohortmembership',
    columns: 'id:int course_id:varchar course_user_group_id:int user_id:int',
  },
  { name: 'course_groups_coursecohort', columns: 'id:int assignment_type:varchar course_user_group_id:int' },
  {
    name: 'course_groups_coursecohortssettings',
    columns:
      'id:int is_cohorted:tinyint course_id:varchar cohorted_discussions:longtext always_cohort_inline_discussions:tinyint',
  },
  { name: 'course_groups_courseusergroup', columns: 'id:int name:varchar course_id:varchar group_type:varchar' },
  { name: 'course_groups_courseusergroup_users', columns: 'id:int courseusergroup_id:int user_id:int' },
  {
    name: 'course_groups_courseusergrouppartitiongroup',
    columns: 'id:int partition_id:int group_id:int created_at:datetime updated_at:datetime course_user_group_id:int',
  },
  {
    name: 'course_groups_unregisteredlearnercohortassignments',
    columns: 'id:int email:varchar course_id:varchar course_user_group_id:int',
  },
  {
    name: 'submissions_score',
    columns:
      'id:int points_earned:int points_possible:int created_at:datetime reset:tinyint student_item_id:int submission_id:int',
  },
  {
    name: 'submissions_scoreannotation',
    columns: 'id:int annotation_type:varchar creator:varchar reason:longtext score_id:int',
  },
  { name: 'submissions_scoresummary', columns: 'id:int highest_id:int latest_id:int student_item_id:int' },
  {
    name: 'submissions_studentitem',
    columns: 'id:int student_id:varchar course_id:varchar item_id:varchar item_type:varchar',
  },
  {
    name: 'submissions_submission',
    columns:
      'id:int uuid:char attempt_number:int submitted_at:datetime created_at:datetime raw_answer:longtext student_item_id:int status:varchar team_submission_id:bigint',
  },
  {
    name: 'submissions_teamsubmission',
    columns: `id:bigint ${changed} uuid:char attempt_number:int submitted_at:datetime course_id:varchar item_id:varchar team_id:varchar status:varchar submitted_by_id:int`,
  },
  {
    name: 'completion_blockcompletion',
    columns: `${changed} id:bigint course_key:varchar block_key:varchar block_type:varchar completion:double user_id:int`,
  },
  {
    name: 'grades_persistentsubsectiongrade',
    columns: `${changed} id:bigint user_id:int course_id:varchar usage_key:varchar subtree_edited_timestamp:datetime course_version:varchar earned_all:double possible_all:double earned_graded:double possible_graded:double first_attempted:datetime visible_blocks_hash:varchar`,
  },
  {
    name: 'external_user_ids_externalid',
    columns: `id:int ${changed} external_user_id:char external_id_type_id:int user_id:int`,
  },
  { name: 'external_user_ids_externalidtype', columns: `id:int ${changed} name:varchar description:longtext` },
  {
    name: 'oel_tagging_taxonomy',
    columns:
      'id:bigint name:varchar description:longtext enabled:tinyint allow_multiple:tinyint allow_free_text:tinyint visible_to_authors:tinyint _taxonomy_class:varchar export_id:varchar',
  },
  {
    name: 'oel_tagging_tag',
    columns: 'id:bigint value:varchar external_id:varchar parent_id:bigint taxonomy_id:bigint',
  },
  {
    name: 'oel_tagging_objecttag',
    columns:
      'id:bigint object_id:varchar _value:varchar tag_id:bigint taxonomy_id:bigint _export_id:varchar is_copied:tinyint',
  },
]

/** Tables of a plugin that not every site has, as in the Panorama plugin. */
const enterpriseTables: readonly DefaultTable[] = [
  {
    name: 'enterprise_enterprisecustomeruser',
    columns: `id:int ${changed} user_id:int enterprise_customer_id:char active:tinyint linked:tinyint should_inactivate_other_customers:tinyint`,
  },
  {
    name: 'enterprise_enterprisecustomer',
    columns: `${changed} uuid:char name:varchar active:tinyint site_id:int slug:varchar country:varchar customer_type_id:int contact_email:varchar default_contract_discount:decimal default_language:varchar sender_alias:varchar reply_to:varchar enable_data_sharing_consent:tinyint enforce_data_sharing_consent:varchar enable_audit_enrollment:tinyint enable_audit_data_reporting:tinyint replace_sensitive_sso_username:tinyint hide_course_original_price:tinyint enable_autocohorting:tinyint enable_portal_code_management_screen:tinyint enable_portal_reporting_config_screen:tinyint enable_portal_saml_configuration_screen:tinyint enable_portal_lms_configurations_screen:tinyint enable_portal_subscription_management_screen:tinyint enable_learner_portal:tinyint enable_integrated_customer_learner_portal_search:tinyint enable_analytics_screen:tinyint enable_slug_login:tinyint`,
  },
  {
    name: 'enterprise_pendingenterprisecustomeruser',
    columns: `id:int ${changed} user_email:varchar enterprise_customer_id:char`,
  },
]

export interface ListedByDefault {
  readonly name: string
  readonly fields: readonly FieldSettings[]
  readonly partitions: DefaultTable['partitions'] | undefined
  /** Of a plugin that not every site has. */
  readonly isOptional: boolean
}

export const listedByDefault: readonly ListedByDefault[] = [
  ...defaultTables.map((table) => listed(table, false)),
  ...enterpriseTables.map((table) => listed(table, true)),
]

function listed({ name, columns, partitions }: DefaultTable, isOptional: boolean): ListedByDefault {
  const fields = columns.split(' ').map((column) => {
    const [field, type] = column.split(':') as [string, string]
    return { name: field, type }
  })
  return { name, fields, partitions, isOptional }
}
