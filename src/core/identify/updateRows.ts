import type { SoftwareText } from './softwareText';

/** Prefixes of Windows' update history as Uninstall keys write it; the German and French ones are the commonest translations. */
const UPDATE_TITLE =
  /^(?:security update|update|hotfix|critical update|cumulative update|cumulative security update|definition update|service pack \d|feature update|update rollup|gdr \d+|sicherheitsupdate|mise à jour)\b/;
const UPDATE_SUBJECT = /\b(?:for|für|pour|of) .*\b(?:microsoft|windows|office|sql server|\.net|outlook|word|excel|visual|exchange|sharepoint|skype|lync|internet explorer|edge|onedrive)\b/;
const KB = /\bkb ?\d{6,8}\b/;

/**
 * True for rows that record an installed update rather than software: "Security Update for Microsoft Office 2016 (KB5002700)",
 * "Hotfix 4455 for SQL Server 2019 (KB5068404)", "KB5034127", "Service Pack 3 for SQL Server 2016 (KB5003279)".
 */
export function isUpdateRow({ name }: SoftwareText): boolean {
  if (KB.test(name)) return UPDATE_TITLE.test(name) || /^kb ?\d{6,8}$/.test(name) || /\((?:kb ?\d{6,8})\)$/.test(name);
  return UPDATE_TITLE.test(name) && UPDATE_SUBJECT.test(name);
}
