import { product } from './table';
import type { LifecycleFact } from './types';

const phases = { eoas: 'Active Support', eol: 'Security Support' };
const phasesAndUpdates = { ...phases, eoes: 'Extended Security Updates' };

export const microsoft: readonly LifecycleFact[] = [
  product('mssqlserver', {
    label: 'Microsoft SQL Server',
    category: 'database',
    aliases: ['mssql', 'microsoftsqlserver'],
    cpe: ['a:microsoft:sql_server'],
    labels: phasesAndUpdates,
    cycles: `
      17.0         2025-11-18 2031-01-06 2036-01-06 -          -            SQL Server 2025
      16.0         2022-11-16 2028-01-11 2033-01-11 -          -            SQL Server 2022
      15.0         2019-11-04 2025-02-28 2030-01-08 -          -            SQL Server 2019
      14.0         2017-09-29 2022-10-11 2027-10-12 -          -            SQL Server 2017
      13.0-sp3-acp 2022-05-19 2026-07-14 2026-07-14 2029-07-17 13.0.7095.1  SQL Server 2016 SP3, Azure Connect Pack
      13.0-sp3     2021-09-15 2026-07-14 2026-07-14 2029-07-17 13.0.6500.1  SQL Server 2016 SP3
      13.0-sp2     2018-04-24 2022-10-11 2022-10-11 -          13.0.5893.48 SQL Server 2016 SP2
      13.0-sp1     2016-11-16 2019-07-09 2019-07-09 -          13.0.4604.0  SQL Server 2016 SP1
      13.0         2016-06-01 2018-01-09 2018-01-09 -          13.0.2218.0  SQL Server 2016
      12.0-sp3     2018-10-30 2019-07-09 2024-07-09 2027-07-12 12.0.6449.1  SQL Server 2014 SP3
      12.0-sp2     2016-07-14 2020-01-14 2020-01-14 -          12.0.5687.1  SQL Server 2014 SP2
      12.0-sp1     2015-04-14 2017-10-10 2017-10-10 -          12.0.4522.0  SQL Server 2014 SP1
      12.0         2014-06-05 2016-07-12 2016-07-12 -          12.0.2569.0  SQL Server 2014
      11.0-sp4     2017-10-05 2022-07-12 2022-07-12 2025-07-08 11.0.7512.11 SQL Server 2012 SP4
      11.0-sp3     2015-12-01 2018-10-09 2018-10-09 -          11.0.6614.2  SQL Server 2012 SP3
      11.0-sp2     2014-06-10 2017-01-10 2017-01-10 -          11.0.5678.0  SQL Server 2012 SP2
      11.0-sp1     2012-11-07 2015-07-14 2015-07-14 -          11.0.3513.0  SQL Server 2012 SP1
      11.0         2012-05-20 2014-01-14 2014-01-14 -          11.0.2424.0  SQL Server 2012
      10.50-sp3    2014-07-07 2014-07-08 2019-07-09 2022-07-12 10.50.6785.2 SQL Server 2008 R2 SP3
      10.50-sp2    2012-07-26 2015-10-13 2015-10-13 -          10.50.4339.0 SQL Server 2008 R2 SP2
      10.50-sp1    2011-07-12 2013-10-08 2013-10-08 -          10.50.2881.0 SQL Server 2008 R2 SP1
      10.50-r2     2010-07-20 2012-07-10 2012-07-10 -          10.50.1815.0 SQL Server 2008 R2
      10.0-sp4     2014-07-07 2014-07-08 2019-07-09 2022-07-12 10.0.6814.4  SQL Server 2008 SP4
      10.00-sp3    2011-10-06 2015-10-13 2015-10-13 -          10.00.5861   SQL Server 2008 SP3
      9.0-sp4      2010-12-13 2011-04-12 2016-04-12 -          9.0.5324.0   SQL Server 2005 SP4`,
  }),
  product('msexchange', {
    label: 'Microsoft Exchange',
    category: 'server-app',
    cpe: ['a:microsoft:exchange_server'],
    labels: phasesAndUpdates,
    cycles: `
      subscription 2025-07-01 -          -          -          -                       Exchange Server Subscription Edition
      2019         2018-10-22 2024-01-09 2025-10-14 2026-11-01 15.2.1544.36@2025-10-14 Exchange Server 2019
      2016         2015-10-01 2020-10-13 2025-10-14 2026-11-01 15.1.2507.61@2025-10-14 Exchange Server 2016
      2013         2013-01-09 2018-04-10 2023-04-11 -          15.0.1497.48@2023-03-14 Exchange Server 2013
      2010         2009-11-09 2015-01-13 2020-10-13 -          14.3.513.0@2021-03-02   Exchange Server 2010
      2007         2007-03-08 2012-04-10 2017-04-11 -          8.3.517.0@2017-03-21    Exchange Server 2007`,
  }),
  product('sharepoint', {
    label: 'Microsoft SharePoint',
    category: 'server-app',
    aliases: ['mssharepoint'],
    labels: phases,
    cycles: `
      subscription 2021-11-02 -          -          -                SharePoint Server Subscription Edition
      2019         2018-10-22 2024-01-09 2026-07-14 16.0.10417.20198 SharePoint Server 2019
      2016         2016-05-01 2021-07-13 2026-07-14 16.0.5565.1001   SharePoint Server 2016
      2013         2013-01-09 2018-04-10 2023-04-11 15.0.5545.1000   SharePoint Server 2013
      2010         2010-07-05 2015-10-13 2021-04-13 14.0.7268.5000   SharePoint Server 2010
      2007         2007-01-27 2012-10-09 2017-10-10 12.0.6690.5000   Office SharePoint Server 2007`,
  }),
  product('dotnet', {
    label: 'Microsoft .NET',
    category: 'framework',
    aliases: ['dotnetcore'],
    cpe: ['a:microsoft:.net'],
    purl: ['pkg:nuget/Microsoft.NETCore.App'],
    labels: { eol: 'Support Status' },
    cycles: `
      10*  2025-11-11 2028-11-14 -                 .NET 10
      9    2024-11-12 2026-11-10 -                 .NET 9
      8*   2023-11-14 2026-11-10 -                 .NET 8
      7    2022-11-08 2024-05-14 7.0.20@2024-05-29 .NET 7
      6*   2021-11-08 2024-11-12 6.0.36@2024-11-12 .NET 6
      5    2020-11-10 2022-05-10 5.0.17@2022-05-10 .NET 5
      3.1* 2019-12-03 2022-12-13 3.1.32@2022-12-13 .NET Core 3.1
      3.0  2019-09-23 2020-03-03 3.0.3@2020-02-19  .NET Core 3.0
      2.2  2018-12-04 2019-12-23 2.2.8@2019-11-19  .NET Core 2.2
      2.1* 2018-05-30 2021-08-21 2.1.30@2021-08-19 .NET Core 2.1
      2.0  2017-08-14 2018-10-01 2.0.9@2018-07-10  .NET Core 2.0
      1.1  2016-11-16 2019-06-27 1.1.13@2019-05-15 .NET Core 1.1
      1.0  2016-06-27 2019-06-27 1.0.16@2019-05-15 .NET Core 1.0`,
  }),
  product('dotnetfx', {
    label: 'Microsoft .NET Framework',
    category: 'framework',
    labels: { eol: 'Support Status' },
    cycles: `
      4.8.1   2022-08-09 -          -
      4.8     2019-04-18 -          -
      4.7.2   2018-04-30 -          -
      4.7.1   2017-10-17 -          -
      4.7     2017-04-05 -          -
      4.6.2   2016-08-02 2027-01-12 -
      4.6.1   2015-11-30 2022-04-26 -
      4.6     2015-07-20 2022-04-26 -
      4.5.2   2014-05-05 2022-04-26 -
      4.5.1   2013-10-17 2016-01-12 -
      4.5     2012-08-15 2016-01-12 -
      4.0     2010-04-12 2016-01-12 -
      3.5-sp1 2007-11-19 2029-01-09 - 3.5 SP1`,
  }),
  product('office', {
    label: 'Microsoft Office',
    category: 'app',
    aliases: ['msoffice'],
    cpe: ['a:microsoft:office'],
    labels: phases,
    cycles: `
      2024       2024-10-01 2029-10-09 2029-10-09 -
      2024-ltsc* 2024-09-18 2029-10-09 2029-10-09 - Office LTSC 2024
      2021       2021-10-05 2026-10-13 2026-10-13 -
      2019       2018-09-24 2023-10-10 2025-10-14 -
      2016       2015-09-22 2020-10-13 2025-10-14 -
      2013       2013-01-09 2018-04-10 2023-04-11 - 2013 SP1
      2010       2010-07-15 2015-10-13 2020-10-13 - 2010 SP2
      2007       2007-01-27 2012-10-09 2017-10-10 - 2007 SP3`,
  }),
  product('visual-studio', {
    label: 'Microsoft Visual Studio',
    category: 'app',
    aliases: ['visualstudio'],
    labels: { eol: 'Active Support' },
    cycles: `
      17.14* 2025-05-13 2032-01-13 -        Visual Studio 2022 17.14
      17.12* 2024-11-12 2026-07-14 17.12.22 Visual Studio 2022 17.12
      17.10* 2024-05-21 2026-01-13 17.10.21 Visual Studio 2022 17.10
      17.0*  2021-11-08 2023-07-11 17.0.23  Visual Studio 2022 17.0
      16.11  2021-08-10 2029-04-10 -        Visual Studio 2019 16.11
      15.9   2018-11-13 2027-04-13 -        Visual Studio 2017 15.9
      14.0   2015-07-20 2025-10-14 -        Visual Studio 2015
      12.0   2014-01-15 2024-04-09 -        Visual Studio 2013
      11.0   2012-10-31 2023-01-10 -        Visual Studio 2012
      10.0   2010-06-29 2020-07-14 -        Visual Studio 2010`,
  }),
  product('internet-explorer', {
    label: 'Internet Explorer',
    category: 'app',
    aliases: ['ie', 'msie', 'iexplore'],
    labels: { eol: 'Security and technical support' },
    cycles: `
      11        2013-11-13 2022-06-14 - 11 on Windows clients
      11-server 2013-11-13 2031-10-14 - 11 on Windows Server
      10        2012-10-30 2020-01-31 -
      9         2011-03-15 2016-01-12 -
      8         2009-06-17 2016-01-12 -`,
  }),
  product('powershell', {
    label: 'Microsoft PowerShell',
    category: 'lang',
    aliases: ['pwsh', 'ps', 'ps1'],
    cpe: ['a:microsoft:powershell'],
    purl: ['pkg:github/powershell/powershell'],
    labels: { eol: 'Support Status' },
    cycles: `
      7.6* 2026-03-18 2028-11-14 -
      7.5  2025-01-23 2026-11-10 -
      7.4* 2023-11-16 2026-11-10 -
      7.3  2022-11-09 2024-05-08 7.3.12
      7.2* 2021-11-08 2024-11-08 7.2.24
      7.1  2020-11-11 2022-05-08 7.1.7
      7.0* 2020-03-04 2022-12-03 7.0.13
      6.2  2019-03-29 2020-09-04 6.2.7
      6.1  2018-09-13 2019-09-28 6.1.6
      6.0  2018-01-20 2019-02-13 6.0.5`,
  }),
  product('windows-powershell', {
    label: 'Microsoft Windows PowerShell',
    category: 'lang',
    labels: { eol: 'Support Status' },
    cycles: `
      5.1 2016-08-02 -          -
      5.0 2016-02-24 2016-08-02 -
      4.0 2013-10-01 2023-10-10 -
      3.0 2012-10-01 2023-10-10 -
      2.0 2009-07-01 2020-01-14 -`,
  }),
];
