import type { HeaderTable } from '../columns';
import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/** The machine in properties of WMI and of the Windows Update agent. */
const COMPUTER = ['CSName', 'ComputerName', 'Computer', 'Hostname', 'MachineName'];
/** The machine where no such column is: what PowerShell adds to remote results, empty without a remote, and wmic to every list. */
const ALSO_COMPUTER: HeaderTable['weak'] = { pscomputername: ['server'], server: ['server'], node: ['server'] };

/** The Uninstall keys of the registry as `Get-ItemProperty … | Export-Csv` writes them. Without a column for it the file names the host. */
export const uninstallCsv = tableFormat(
  {
    id: 'windows-uninstall-csv',
    label: FORMAT_LABELS['windows-uninstall-csv'],
    expects: 'CSV of the registry’s Uninstall keys with the columns DisplayName, DisplayVersion, Publisher',
    headers: {
      synonyms: {
        server: COMPUTER,
        software: ['DisplayName'],
        version: ['DisplayVersion'],
        publisher: ['Publisher'],
        kept: ['InstallDate', 'InstallLocation', 'UninstallString', 'PSPath', 'PSChildName', 'EstimatedSize', 'SystemComponent', 'ReleaseType', 'ParentKeyName'],
      },
      weak: ALSO_COMPUTER,
    },
    required: [['software']],
    // Keys without a name are parts of other programs, which Windows does not list either.
    softwareRows: false,
    mayBeNameless: true,
    hostFromFile: true,
    source: 'registry',
  },
  (_fileName, headers) => (headers.has('displayname') && headers.has('displayversion') && !headers.has('applicationname') ? 2 : 0),
);

/** `Get-HotFix | Export-Csv`: what is installed. Its list of hotfixes says nothing of software. */
export const hotfixCsv = tableFormat(
  {
    id: 'windows-hotfix-csv',
    label: FORMAT_LABELS['windows-hotfix-csv'],
    expects: 'CSV of Get-HotFix with the columns HotFixID and InstalledOn',
    headers: {
      synonyms: {
        server: COMPUTER,
        hotfix: ['HotFixID'],
        hotfixInstalled: ['InstalledOn'],
        kept: ['Description', 'InstalledBy', 'Caption', 'FixComments'],
      },
      // Get-HotFix shows its machine as Source.
      weak: { ...ALSO_COMPUTER, source: ['server'] },
    },
    required: [['hotfix']],
    softwareRows: false,
    hostFromFile: true,
  },
  (_fileName, headers) => (headers.has('hotfixid') ? 2 : 0),
);

/** Updates that the Windows Update agent offers, as PSWindowsUpdate or a script writes them. */
export const windowsUpdateCsv = tableFormat(
  {
    id: 'windows-update-csv',
    label: FORMAT_LABELS['windows-update-csv'],
    expects: 'CSV of pending Windows updates with the columns Title, KB and a classification (or MsrcSeverity)',
    headers: {
      synonyms: {
        server: COMPUTER,
        updateId: ['KB', 'KBArticleID', 'KBArticleIDs', 'HotFix', 'KBId'],
        updateTitle: ['Title', 'UpdateTitle'],
        updateClass: ['Classification', 'Category', 'Categories', 'UpdateClassification'],
        updateReleased: ['LastDeploymentChangeTime', 'ReleaseDate', 'ReleasedOn'],
        rebootPending: ['RebootPending'],
        updateSeverity: ['MsrcSeverity'],
        kept: ['Status', 'Size', 'RebootRequired', 'IsDownloaded', 'IsMandatory', 'Description', 'SupportUrl'],
      },
      weak: ALSO_COMPUTER,
    },
    required: [['updateId', 'updateTitle']],
    softwareRows: false,
    hostFromFile: true,
  },
  (_fileName, headers) => (headers.has('title') && (headers.has('kb') || headers.has('kbarticleids') || headers.has('kbarticleid')) ? 2 : 0),
);
