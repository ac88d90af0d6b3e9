import { defineMessages } from '../../../../i18n/define-messages.ts'

export const auditMessages = defineMessages({
  dashboardAdded: {
    id: 'admin.access.audit-dashboard-added',
    defaultMessage: 'Dashboard “{name}” listed',
    description: 'Entry of the audit log',
  },
  dashboardChanged: {
    id: 'admin.access.audit-dashboard-changed',
    defaultMessage: 'Dashboard “{name}” changed',
    description: 'Entry of the audit log',
  },
  dashboardRemoved: {
    id: 'admin.access.audit-dashboard-removed',
    defaultMessage: 'Dashboard “{name}” removed',
    description: 'Entry of the audit log',
  },
  typeAdded: {
    id: 'admin.access.audit-type-added',
    defaultMessage: 'Type “{name}” made',
    description: 'Entry of the audit log',
  },
  typeChanged: {
    id: 'admin.access.audit-type-changed',
    defaultMessage: 'Type “{name}” changed',
    description: 'Entry of the audit log',
  },
  typeRemoved: {
    id: 'admin.access.audit-type-removed',
    defaultMessage: 'Type “{name}” removed',
    description: 'Entry of the audit log',
  },
  personAdded: {
    id: 'admin.access.audit-person-added',
    defaultMessage: '{name} was given access',
    description: 'Entry of the audit log',
  },
  personChanged: {
    id: 'admin.access.audit-person-changed',
    defaultMessage: 'Access of {name} changed',
    description: 'Entry of the audit log',
  },
  personRemoved: {
    id: 'admin.access.audit-person-removed',
    defaultMessage: 'Access of {name} taken away',
    description: 'Entry of the audit log',
  },
  assignmentAdded: {
    id: 'admin.access.audit-assignment-added',
    defaultMessage: '“{type}” assigned: {whom}',
    description: 'Entry of the audit log',
  },
  assignmentChanged: {
    id: 'admin.access.audit-assignment-changed',
    defaultMessage: 'Assignment changed: {whom}',
    description: 'Entry of the audit log',
  },
  assignmentRemoved: {
    id: 'admin.access.audit-assignment-removed',
    defaultMessage: '“{type}” no longer assigned: {whom}',
    description: 'Entry of the audit log',
  },
  auditBefore: {
    id: 'admin.access.audit-before',
    defaultMessage: '{label}: was {before}',
    description: 'A detail of something that was removed',
  },
  auditAfter: {
    id: 'admin.access.audit-after',
    defaultMessage: '{label}: {after}',
    description: 'A detail of something that is new',
  },
  auditBoth: {
    id: 'admin.access.audit-both',
    defaultMessage: '{label}: {before} → {after}',
    description: 'A detail that was changed',
  },
  gone: {
    id: 'admin.access.gone',
    defaultMessage: 'one that is gone',
    description: 'A type or dashboard of which the name is no longer known',
  },
})
