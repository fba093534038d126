import type { JsonObject } from '../../json/value.ts';

/** What `GetSystemInfo` answers: a system that says plainly that it is no NetServer. */
export const systemInfo: JsonObject = {
  tableRight: null,
  fieldProperties: null,
  license: null,
  warningEnglish: null,
  warningResource: null,
  branchName: 'Soapstone simulator',
  buildLabel: 'simulator',
  assemblyVersion: '8.6.0.0',
  accumulatedNextCheckDate: '0001-01-01T00:00:00',
  fileVersion: '8.6.0.0',
  description: 'NetServer simulator of Soapstone',
  daysUntilNetServerExpiry: 0,
  buildType: 'Release',
  databaseVersion: 0,
  isUnicode: true,
  companyName: 'Example Ltd',
  companyId: 2,
  databaseType: null,
  databaseMinor: null,
  databaseName: null,
  isOnTravel: false,
  isSatellite: false,
};
