import assert from 'node:assert/strict';
import { identifySoftware, type SoftwareRow } from '../../../../src/core/identify/software';
import { describeSoftware, shortCpe } from './describeIdentity';
import { SMALL_CATALOG } from './smallCatalog';

/** `name | publisher | version | source`, as Uninstall keys, dpkg and rpm write them. */
function check(row: string, expected: string, more: Partial<SoftwareRow> = {}): void {
  const [name = '', publisher = '', version = '', source = ''] = row.split(' | ');
  const identity = identifySoftware({ name, publisher, version, source, cpe: '', purl: '', ...more }, SMALL_CATALOG);
  assert.equal(describeSoftware(identity), expected, row);
}

/** Rows and what they stand for: rule, first CPE, product/cycle, category › subcategory, distribution, confidence unless high. */
const TABLES: Readonly<Record<string, readonly (readonly [row: string, expected: string])[]>> = {
  'Microsoft server products and their companions': [
    ['Microsoft SQL Server 2016 (64-bit) | Microsoft Corporation | 13.2.5026.0', 'rule:sql-server, microsoft:sql_server:2016:sp2, mssqlserver/13.0-sp2, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2016 (64-bit) | Microsoft Corporation | ', 'rule:sql-server, microsoft:sql_server:2016, mssqlserver/13.0-sp3, Databases and data platforms › database servers, medium'],
    ['Microsoft SQL Server 2016 | Microsoft Corporation | 13.0.1601.5', 'rule:sql-server, microsoft:sql_server:2016:-, mssqlserver/13.0, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2008 R2 (64-bit) | Microsoft Corporation | 10.52.4000.0', 'rule:sql-server, microsoft:sql_server:2008:r2_sp2, mssqlserver/10.50-sp2, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2008 (64-bit) | Microsoft Corporation | 10.4.6000.29', 'rule:sql-server, microsoft:sql_server:2008:sp4, mssqlserver/10.0-sp4, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2012 (64-bit) | Microsoft Corporation | 11.4.7001.0', 'rule:sql-server, microsoft:sql_server:2012:sp4, mssqlserver/11.0-sp4, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2014 (64-bit) | Microsoft Corporation | 12.3.6024.0', 'rule:sql-server, microsoft:sql_server:2014:sp3, mssqlserver/12.0-sp3, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2017 (64-bit) | Microsoft Corporation | 14.0.1000.169', 'rule:sql-server, microsoft:sql_server:2017, mssqlserver/14.0, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2019 (64-bit) | Microsoft Corporation | 15.0.2000.5', 'rule:sql-server, microsoft:sql_server:2019, mssqlserver/15.0, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2022 (64-bit) | Microsoft Corporation | 16.0.1000.6', 'rule:sql-server, microsoft:sql_server:2022, mssqlserver/16.0, Databases and data platforms › database servers'],
    ['Microsoft® SQL Server® 2019 Express | Microsoft Corporation | 15.0.2000.5', 'rule:sql-server, microsoft:sql_server:2019, mssqlserver/15.0, Databases and data platforms › database servers'],
    ['SQL Server 2016 Database Engine Services | Microsoft Corporation | 13.3.6300.2', 'rule:sql-server-engine, microsoft:sql_server:2016:sp3, mssqlserver/13.0-sp3, Databases and data platforms › database servers'],
    ['Microsoft SQL Server 2016 Native Client | Microsoft Corporation | 11.4.7462.6', 'unknown'],
    ['Microsoft SQL Server 2012 Native Client  | Microsoft Corporation | 11.4.7462.6', 'unknown'],
    ['SQL Server 2014 Management Studio | Microsoft Corporation | 12.3.6024.0', 'rule:sql-server-management-studio, no cpe, Databases and data platforms › database tools'],
    ['Microsoft SQL Server Management Studio - 18.12.1 | Microsoft Corporation | 15.0.18424.0', 'rule:sql-server-management-studio, microsoft:sql_server_management_studio:18.12.1, Databases and data platforms › database tools'],
    ['Microsoft SQL Server 2016 Setup (English) | Microsoft Corporation | 13.2.5026.0', 'unknown'],
    ['Microsoft SQL Server 2019 LocalDB  | Microsoft Corporation | 15.0.4153.1', 'unknown'],
    ['Microsoft SQL Server 2016 T-SQL Language Service  | Microsoft Corporation | 13.0.14500.10', 'unknown'],
    ['SQL Server Browser for SQL Server 2019 | Microsoft Corporation | 15.0.2000.5', 'unknown'],
    ['Browser for SQL Server 2016 | Microsoft Corporation | 13.2.5026.0', 'unknown'],
    ['Microsoft System CLR Types for SQL Server 2019 | Microsoft Corporation | 15.0.2000.5', 'unknown'],
    ['SQL Server 2016 Common Files | Microsoft Corporation | 13.2.5026.0', 'unknown'],
    ['Microsoft ODBC Driver 17 for SQL Server | Microsoft Corporation | 17.10.6.1', 'rule:sql-server-odbc-driver, microsoft:odbc_driver_for_sql_server:17.10.6.1, Databases and data platforms › database tools, medium'],
    ['Microsoft SQL Server 2016 | Contoso Ltd | 13.2.5026.0', 'unknown'],
    ['Microsoft Exchange Server 2016 Cumulative Update 19 | Microsoft Corporation | 15.1.2176.2', 'rule:exchange-server, microsoft:exchange_server:2016:cumulative_update_19, msexchange/2016, Business applications › mail and collaboration'],
    ['Microsoft Exchange Server 2019 | Microsoft Corporation | 15.2.858.5', 'rule:exchange-server, microsoft:exchange_server:2019:cumulative_update_9, msexchange/2019, Business applications › mail and collaboration'],
    ['Microsoft Exchange Server 2013 Cumulative Update 23 | Microsoft Corporation | 15.0.1497.2', 'rule:exchange-server, microsoft:exchange_server:2013:cumulative_update_23, msexchange/2013, Business applications › mail and collaboration'],
    ['Microsoft Exchange Server 2010 | Microsoft Corporation | 14.3.123.4', 'rule:exchange-server, microsoft:exchange_server:2010, msexchange/2010, Business applications › mail and collaboration'],
    ['Microsoft Exchange Server Language Pack - German | Microsoft Corporation | 15.1.2176.2', 'unknown'],
    ['Microsoft SharePoint Server 2016 | Microsoft Corporation | 16.0.4351.1000', 'rule:sharepoint-server, microsoft:sharepoint_server:2016, sharepoint/2016, Business applications › mail and collaboration'],
    ['Microsoft SharePoint Server 2013  | Microsoft Corporation | 15.0.4571.1502', 'rule:sharepoint-server, microsoft:sharepoint_server:2013:sp1, sharepoint/2013, Business applications › mail and collaboration'],
    ['Microsoft SharePoint Server Subscription Edition | Microsoft Corporation | 16.0.14326.20450', 'rule:sharepoint-server, microsoft:sharepoint_server:-:*:*:*:subscription, sharepoint/subscription, Business applications › mail and collaboration'],
    ['Microsoft SharePoint Foundation 2013 Core | Microsoft Corporation | 15.0.4420.1017', 'rule:sharepoint-foundation, microsoft:sharepoint_foundation:2013:-, sharepoint/2013, Business applications › mail and collaboration'],
  ],
  'what a name says beside the product': [
    ['Azul Zulu JDK 8.64.0.19 (8u345), 64-bit | Azul Systems, Inc. | 8.64.0.19', 'rule:azul-zulu, azul:zulu:8.64, Others › runtimes, medium'],
    ['JetBrains ReSharper in Visual Studio Professional 2022 | JetBrains s.r.o. | 2022.2.3', 'rule:resharper, jetbrains:resharper:2022.2.3, Others › development'],
    ['Sublime Text 3 | Sublime HQ Pty Ltd | 3.2.2', 'rule:sublime-text, sublimetext:sublime_text_3:3.2.2, Others › editors'],
    ['kernel-tools-libs | Red Hat, Inc. | 4.18.0-372.26.1.el8_6 | rpm', 'unknown, rpm 4.18.0'],
  ],
  'Office and what comes with it': [
    ['Microsoft Office Professional Plus 2013 | Microsoft Corporation | 15.0.4569.1506', 'rule:office, microsoft:office:2013:sp1, office/2013, Business applications › office'],
    ['Microsoft Office Professional Plus 2013 | Microsoft Corporation | 15.0.4420.1017', 'rule:office, microsoft:office:2013:-, office/2013, Business applications › office'],
    ['Microsoft Office Standard 2010 | Microsoft Corporation | 14.0.7015.1000', 'rule:office, microsoft:office:2010:sp2, office/2010, Business applications › office'],
    ['Microsoft Office Professional Plus 2016 | Microsoft Corporation | 16.0.4266.1001', 'rule:office, microsoft:office:2016, office/2016, Business applications › office'],
    ['Microsoft Office Professional Plus 2019 - de-de | Microsoft Corporation | 16.0.10396.20017', 'rule:office, microsoft:office:2019, office/2019, Business applications › office'],
    ['Microsoft Office LTSC Professional Plus 2021 - en-us | Microsoft Corporation | 16.0.14332.20493', 'rule:office, microsoft:office:2021, office/2021, Business applications › office'],
    ['Microsoft 365 Apps for enterprise - en-us | Microsoft Corporation | 16.0.16130.20332', 'rule:microsoft-365-apps, microsoft:365_apps:16.0.16130.20332:*:*:*:enterprise, Business applications › office'],
    ['Microsoft Office 365 ProPlus - de-de | Microsoft Corporation | 16.0.9126.2116', 'rule:microsoft-365-apps, microsoft:365_apps:16.0.9126.2116:*:*:*:enterprise, Business applications › office'],
    ['Microsoft Visio Professional 2016 | Microsoft Corporation | 16.0.4266.1001', 'rule:office-visio, microsoft:visio:2016, office/2016, Business applications › office'],
    ['Microsoft Office Proofing Tools 2013 - English | Microsoft Corporation | 15.0.4569.1506', 'unknown'],
    ['Microsoft Office 2010 Language Pack - German | Microsoft Corporation | 14.0.4763.1000', 'unknown'],
    ['Microsoft Office Shared MUI (English) 2013 | Microsoft Corporation | 15.0.4569.1506', 'unknown'],
    ['Microsoft Office Web Components | Microsoft Corporation | 12.0.6213.1000', 'unknown'],
    ['Office 16 Click-to-Run Licensing Component | Microsoft Corporation | 16.0.15427.20148', 'unknown'],
    ['Microsoft Access database engine 2010 (English) | Microsoft Corporation | 14.0.7015.1000', 'unknown'],
  ],
  '.NET, Visual C++, Visual Studio and what Windows adds': [
    ['Microsoft .NET Framework 4.8 | Microsoft Corporation | 4.8.03761', 'rule:dotnet-framework, microsoft:.net_framework:4.8, dotnetfx/4.8, Others › runtimes'],
    ['Microsoft .NET Framework 4.8.1 | Microsoft Corporation | 4.8.09037', 'rule:dotnet-framework, microsoft:.net_framework:4.8.1, dotnetfx/4.8.1, Others › runtimes'],
    ['Microsoft .NET Framework 4.5.2 | Microsoft Corporation | 4.5.51209', 'rule:dotnet-framework, microsoft:.net_framework:4.5.2, dotnetfx/4.5.2, Others › runtimes'],
    ['Microsoft .NET Framework 4 Client Profile | Microsoft Corporation | 4.0.30319', 'rule:dotnet-framework, microsoft:.net_framework:4.0, dotnetfx/4.0, Others › runtimes'],
    ['Microsoft .NET Framework 3.5 SP1 | Microsoft Corporation | 3.5.30729', 'rule:dotnet-framework, microsoft:.net_framework:3.5:sp1, dotnetfx/3.5-sp1, Others › runtimes'],
    ['Microsoft .NET Framework 4.7.2 Targeting Pack | Microsoft Corporation | 4.7.03062', 'unknown'],
    ['Microsoft .NET Framework 4.8 SDK | Microsoft Corporation | 4.8.03928', 'unknown'],
    ['Microsoft .NET Core Runtime - 3.1.32 (x64) | Microsoft Corporation | 24.192.31914', 'rule:dotnet-runtime, microsoft:.net_core:3.1.32, dotnet/3.1, Others › runtimes'],
    ['Microsoft .NET Runtime - 6.0.36 (x64) | Microsoft Corporation | 48.144.23141', 'rule:dotnet-runtime, microsoft:.net:6.0.36, dotnet/6, Others › runtimes'],
    ['Microsoft Windows Desktop Runtime - 8.0.11 (x64) | Microsoft Corporation | 64.44.23253', 'rule:dotnet-runtime, microsoft:.net:8.0.11, dotnet/8, Others › runtimes'],
    ['Microsoft ASP.NET Core 6.0.6 Shared Framework (x64) | Microsoft Corporation | 6.0.6.22268', 'rule:aspnet-core-runtime, microsoft:asp.net_core:6.0.6, dotnet/6, Web hosting › runtimes'],
    ['Microsoft ASP.NET Core 2.1.30 - Shared Framework | Microsoft Corporation | 2.1.30.0', 'rule:aspnet-core-runtime, microsoft:asp.net_core:2.1.30, dotnet/2.1, Web hosting › runtimes'],
    ['Microsoft .NET SDK 6.0.301 (x64) from Visual Studio | Microsoft Corporation | 6.3.122.27704', 'rule:dotnet-sdk, no cpe, dotnet/6, Others › development'],
    ['Microsoft .NET Host FX Resolver - 6.0.6 (x64) | Microsoft Corporation | 48.27.42327', 'unknown'],
    ['Microsoft .NET Targeting Pack - 6.0.6 (x64) | Microsoft Corporation | 48.27.42327', 'unknown'],
    ['Microsoft Visual C++ 2008 Redistributable - x64 9.0.30729.6161 | Microsoft Corporation | 9.0.30729.6161', 'rule:visual-cpp-redistributable, microsoft:visual_c\\+\\+:2008:sp1:redistributable_package, Others › runtimes, medium'],
    ['Microsoft Visual C++ 2010  x64 Redistributable - 10.0.40219 | Microsoft Corporation | 10.0.40219', 'rule:visual-cpp-redistributable, microsoft:visual_c\\+\\+:2010:sp1:redistributable_package, Others › runtimes, medium'],
    ['Microsoft Visual C++ 2013 Redistributable (x64) - 12.0.30501 | Microsoft Corporation | 12.0.30501.0', 'unknown'],
    ['Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.36.32532 | Microsoft Corporation | 14.36.32532.0', 'unknown'],
    ['Microsoft Visual C++ 2022 X64 Minimum Runtime - 14.32.31332 | Microsoft Corporation | 14.32.31332', 'unknown'],
    ['Visual Studio Professional 2019 | Microsoft Corporation | 16.11.5', 'rule:visual-studio-2019, microsoft:visual_studio_2019:16.11.5, visual-studio/16.11, Others › development'],
    ['Visual Studio Community 2022 | Microsoft Corporation | 17.2.5', 'rule:visual-studio-2022, microsoft:visual_studio_2022:17.2.5, visual-studio/17.2, Others › development'],
    ['Microsoft Visual Studio Installer | Microsoft Corporation | 3.2.2159.37022', 'unknown'],
    ['Microsoft Visual Studio Code (User) | Microsoft Corporation | 1.70.1', 'rule:visual-studio-code, microsoft:visual_studio_code:1.70.1, Others › development'],
    ['Microsoft Visual Studio Tools for Applications 2017 | Microsoft Corporation | 15.0.27520', 'unknown'],
    ['PowerShell 7-x64 | Microsoft Corporation | 7.2.6.0', 'rule:powershell, microsoft:powershell:7.2.6, powershell/7.2, Others › runtimes'],
    ['Microsoft Edge | Microsoft Corporation | 109.0.1518.140', 'rule:edge, microsoft:edge_chromium:109.0.1518.140, Others › browsers'],
    ['Microsoft Edge Update | Microsoft Corporation | 1.3.165.21', 'unknown'],
    ['Microsoft Edge WebView2 Runtime | Microsoft Corporation | 104.0.1293.47', 'unknown'],
    ['Microsoft Silverlight | Microsoft Corporation | 5.1.50918.0', 'rule:silverlight, microsoft:silverlight:5.1.50918.0, Others › runtimes'],
    ['Internet Information Services | Microsoft Corporation | 10.0', 'rule:iis, microsoft:internet_information_services:10.0, Web hosting › web servers'],
    ['IIS 10.0 Express | Microsoft Corporation | 10.0.06614', 'unknown'],
    ['IIS URL Rewrite Module 2 | Microsoft Corporation | 7.2.1993', 'unknown'],
  ],
  'updates are not software': [
    ['Security Update for Microsoft Office 2016 (KB5002700) 64-Bit Edition | Microsoft Corporation | ', 'windows-update-row, no cpe, Others, low'],
    ['Update for Windows 10 for x64-based Systems (KB5001716) | Microsoft Corporation | 2.71.0.0', 'windows-update-row, no cpe, Others, low'],
    ['Hotfix 4455 for SQL Server 2019 (KB5068404) (64-bit) | Microsoft Corporation | 15.0.4455.2', 'windows-update-row, no cpe, Others, low'],
    ['Service Pack 3 for SQL Server 2016 (KB5003279) (64-bit) | Microsoft Corporation | 13.3.6300.2', 'windows-update-row, no cpe, Others, low'],
    ['KB5034127 | Microsoft Corporation | ', 'windows-update-row, no cpe, Others, low'],
    ['Definition Update for Microsoft Office 2016 (KB3115407) 64-Bit Edition | Microsoft | ', 'windows-update-row, no cpe, Others, low'],
  ],
  'databases': [
    ['MySQL Server 5.7 | Oracle Corporation | 5.7.33', 'rule:mysql-server, oracle:mysql:5.7.33, mysql/5.7, Databases and data platforms › database servers'],
    ['MySQL Server 8.0 | Oracle and/or its affiliates | 8.0.31', 'rule:mysql-server, oracle:mysql:8.0.31, mysql/8.0, Databases and data platforms › database servers'],
    ['MySQL | Oracle Corporation | five point seven', 'rule:mysql-server, oracle:mysql, mysql/, Databases and data platforms › database servers'],
    ['MySQL Workbench 8.0 CE | Oracle Corporation | 8.0.31', 'rule:mysql-workbench, oracle:mysql_workbench:8.0.31, Databases and data platforms › database tools'],
    ['MySQL Connector/ODBC 8.0 | Oracle Corporation | 8.0.31', 'rule:mysql-connector-odbc, no cpe, Databases and data platforms › database tools'],
    ['MySQL Installer - Community | Oracle Corporation | 1.6.3.0', 'unknown'],
    ['MariaDB 10.5 (x64) | MariaDB Corporation Ab | 10.5.8.0', 'rule:mariadb-server, mariadb:mariadb:10.5.8, mariadb/10.5, Databases and data platforms › database servers'],
    ['PostgreSQL 13  | PostgreSQL Global Development Group | 13.4', 'rule:postgresql, postgresql:postgresql:13.4, postgresql/13, Databases and data platforms › database servers'],
    ['PostgreSQL 9.6  | PostgreSQL Global Development Group | 9.6.20', 'rule:postgresql, postgresql:postgresql:9.6.20, postgresql/9.6, Databases and data platforms › database servers'],
    ['PostgreSQL 14 | EnterpriseDB | 14.5-1', 'rule:postgresql, postgresql:postgresql:14.5, postgresql/14, Databases and data platforms › database servers'],
    ['psqlODBC_x64 | PostgreSQL Global Development Group | 13.02.0000', 'unknown'],
    ['pgAdmin 4 version 6.12 | The pgAdmin Development Team | 6.12', 'rule:pgadmin, pgadmin:pgadmin_4:6.12, Databases and data platforms › database tools'],
    ['MongoDB 4.4.6 2008R2Plus SSL (64 bit) | MongoDB Inc. | 4.4.6', 'rule:mongodb, mongodb:mongodb:4.4.6, mongodb/4.4, Databases and data platforms › database servers'],
    ['MongoDB Compass | MongoDB Inc | 1.33.1', 'rule:mongodb-compass, mongodb:compass:1.33.1, Databases and data platforms › database tools'],
    ['Redis on Windows | Microsoft Open Technologies, Inc. | 3.0.504', 'rule:redis, redis:redis:3.0.504, redis/, Databases and data platforms › database servers'],
    ['Oracle Database 19c Enterprise Edition | Oracle Corporation | 19.19.0.0.0', 'rule:oracle-database, oracle:database_server:19.19.0.0.0, oracle-database/19, Databases and data platforms › database servers'],
    ['Oracle Database 11g Release 2 | Oracle Corporation | ', 'rule:oracle-database, oracle:database_server:11.2, oracle-database/11.2, Databases and data platforms › database servers'],
    ['Oracle Database 11g Client | Oracle Corporation | 11.2.0.4', 'rule:oracle-client, no cpe, Databases and data platforms › database tools'],
    ['IBM DB2 Workgroup Server Edition - DB2COPY1 | IBM | 10.5.0.420', 'rule:ibm-db2, ibm:db2:10.5.0.420, ibm-db2/10.5, Databases and data platforms › database servers'],
    ['Elasticsearch 7.17.6 | Elastic | 7.17.6', 'rule:elasticsearch, elastic:elasticsearch:7.17.6, elasticsearch/7, Databases and data platforms › search and analytics'],
  ],
  'web and application servers': [
    ['Apache Tomcat 9.0 Tomcat9 (remove only) | The Apache Software Foundation | 9.0.31', 'rule:apache-tomcat, apache:tomcat:9.0.31, tomcat/9.0, Web hosting › application servers'],
    ['Apache Tomcat 8.5.50 | The Apache Software Foundation | 8.5.50', 'rule:apache-tomcat, apache:tomcat:8.5.50, tomcat/8.5, Web hosting › application servers'],
    ['Apache Tomcat Connectors | The Apache Software Foundation | 1.2.48', 'unknown'],
    ['Apache Tomcat 9.0 (documentation) | The Apache Software Foundation | 9.0.31', 'unknown'],
    ['Apache HTTP Server 2.4.46 | Apache Software Foundation | 2.4.46', 'rule:apache-http-server, apache:http_server:2.4.46, apache-http-server/2.4, Web hosting › web servers'],
    ['Apache HTTP Server 2.2.25 | Apache Software Foundation | 2.2.25', 'rule:apache-http-server, apache:http_server:2.2.25, apache-http-server/2.2, Web hosting › web servers'],
    ['nginx | F5, Inc. | 1.18.0', 'rule:nginx, f5:nginx:1.18.0, nginx/1.18, Web hosting › web servers'],
    ['Oracle WebLogic Server 12c | Oracle Corporation | 12.2.1.3.0', 'rule:weblogic, oracle:weblogic_server:12.2.1.3.0, Web hosting › application servers'],
    ['IBM WebSphere Application Server Network Deployment V8.5 | IBM | 8.5.5.9', 'rule:websphere, ibm:websphere_application_server:8.5.5.9, Web hosting › application servers'],
    ['IBM MQ | IBM | 9.1.0.5', 'rule:ibm-mq, ibm:mq:9.1.0.5, Web hosting › messaging'],
    ['Adobe ColdFusion 2018 | Adobe Systems Incorporated | 2018.0.0.310739', 'rule:coldfusion, adobe:coldfusion:2018, coldfusion/2018, Web hosting › application servers'],
    ['RabbitMQ Server 3.8.9 | Pivotal Software, Inc. | 3.8.9', 'rule:rabbitmq, vmware:rabbitmq:3.8.9, rabbitmq/3.8, Web hosting › messaging'],
    ['Atlassian Confluence 7.13.0 | Atlassian Pty Ltd | 7.13.0', 'rule:confluence, atlassian:confluence_server:7.13.0, confluence/7.13, Business applications › mail and collaboration'],
    ['JIRA Software 8.20.1 | Atlassian | 8.20.1', 'rule:jira, atlassian:jira_data_center:8.20.1, Business applications › mail and collaboration'],
    ['Jenkins 2.303.1 | Jenkins Project | 2.303.10000', 'rule:jenkins, jenkins:jenkins:2.303.1, jenkins/, Business applications › development'],
    ['Jenkins | Jenkins Project | 2.568.2', 'rule:jenkins, jenkins:jenkins:2.568.2, jenkins/2.568, Business applications › development'],
  ],
  'Java, languages and tools': [
    ['Java 8 Update 201 (64-bit) | Oracle Corporation | 8.0.2010.9', 'rule:java-jre, oracle:jre:1.8.0:update201, oracle-jdk/8, Others › runtimes'],
    ['Java 8 Update 371 | Oracle Corporation | 8.0.3710.11', 'rule:java-jre, oracle:jre:1.8.0:update371, oracle-jdk/8, Others › runtimes'],
    ['Java 7 Update 80 | Oracle | 7.0.800', 'rule:java-jre, oracle:jre:1.7.0:update80, oracle-jdk/7, Others › runtimes'],
    ['Java(TM) 6 Update 45 (64-bit) | Oracle | 6.0.450', 'rule:java-jre, oracle:jre:1.6.0:update45, oracle-jdk/6, Others › runtimes'],
    ['J2SE Runtime Environment 5.0 Update 6 | Sun Microsystems, Inc. | 1.5.0.60', 'rule:java-jre, oracle:jre:1.5.0:update6, oracle-jdk/5, Others › runtimes'],
    ['Java SE Development Kit 8 Update 181 (64-bit) | Oracle Corporation | 8.0.1810.13', 'rule:java-jdk, oracle:jdk:1.8.0:update181, oracle-jdk/8, Others › runtimes'],
    ['Java(TM) SE Development Kit 17.0.12 (64-bit) | Oracle Corporation | 17.0.12.0', 'rule:java-jdk, oracle:jdk:17.0.12, oracle-jdk/17, Others › runtimes'],
    ['Java(TM) SE Development Kit 11.0.2 (64-bit) | Oracle Corporation | 11.0.2.0', 'rule:java-jdk, oracle:jdk:11.0.2, oracle-jdk/11, Others › runtimes'],
    ['Java Auto Updater | Oracle Corporation | 2.8.201.9', 'unknown'],
    ['Java Runtime Something | Contoso | 1.0', 'unknown'],
    ['Eclipse Temurin JDK with Hotspot 11.0.14+9 (x64) | Eclipse Adoptium | 11.0.14.9', 'rule:eclipse-temurin, eclipse:temurin:11.0.14, eclipse-temurin/11, Others › runtimes, medium'],
    ['Eclipse Temurin JRE with Hotspot 8u332-b09 (x64) | Eclipse Adoptium | 8.0.332.9', 'rule:eclipse-temurin, eclipse:temurin:8:update332, eclipse-temurin/8, Others › runtimes, medium'],
    ['Amazon Corretto (x64) | Amazon | 11.0.16.8', 'rule:amazon-corretto, amazon:corretto:11.0.16, amazon-corretto/11, Others › runtimes, medium'],
    ['AdoptOpenJDK JRE with Hotspot 8u265-b01 (x64) | AdoptOpenJDK | 8.0.265.01', 'rule:adoptopenjdk, oracle:openjdk:8:update265, Others › runtimes, medium'],
    ['Python 2.7.18 (64-bit) | Python Software Foundation | 2.7.18150', 'rule:python, python:python:2.7.18, python/2.7, Others › runtimes'],
    ['Python 3.10.6 (64-bit) | Python Software Foundation | 3.10.6150.0', 'rule:python, python:python:3.10.6, python/3.10, Others › runtimes'],
    ['Python 3.8.0 Core Interpreter (64-bit) | Python Software Foundation | 3.8.150.0', 'rule:python, python:python:3.8.0, python/3.8, Others › runtimes'],
    ['Python Launcher | Python Software Foundation | 3.10.7882.0', 'unknown'],
    ['Python 3.10.6 Documentation (64-bit) | Python Software Foundation | 3.10.6150.0', 'unknown'],
    ['Python 3.10.6 pip Bootstrap (64-bit) | Python Software Foundation | 3.10.6150.0', 'unknown'],
    ['Node.js | Node.js Foundation | 14.17.0', 'rule:nodejs, nodejs:node.js:14.17.0, nodejs/14, Others › runtimes'],
    ['Git | The Git Development Community | 2.37.1', 'rule:git, git-scm:git:2.37.1, Others › development'],
    ['Git version 2.35.1.2 | The Git Development Community | 2.35.1.2', 'rule:git, git-scm:git:2.35.1.2, Others › development'],
    ['Git LFS version 3.0.2 | GitHub, Inc. | 3.0.2', 'unknown'],
    ['TortoiseGit 2.8.0.0 (64 bit) | TortoiseGit | 2.8.0.0', 'rule:tortoisegit, no cpe, Others › development'],
    ['PHP 7.4.3 | The PHP Group | 7.4.3', 'rule:php, php:php:7.4.3, php/7.4, Others › runtimes'],
    ['Strawberry Perl (64-bit) | strawberryperl.com project | 5.32.1001', 'rule:strawberry-perl, perl:perl:5.32.1001, Others › runtimes'],
    ['Go Programming Language amd64 go1.18.3 | https://go.dev | 1.18.3', 'rule:go, golang:go:1.18.3, go/1.18, Others › development'],
    ['Erlang OTP 24 (12.0.2) | Ericsson AB | 24', 'rule:erlang, erlang:erlang\\/otp:24, Others › runtimes'],
    ['OpenSSL 1.1.1k (64-bit) | OpenSSL Win64 Installer Team | ', 'rule:openssl, openssl:openssl:1.1.1k, openssl/1.1.1, Others › libraries'],
    ['OpenSSL 1.1.1w Light (64-bit) | OpenSSL Win64 Installer Team | ', 'rule:openssl, openssl:openssl:1.1.1w, openssl/1.1.1, Others › libraries'],
    ['OpenSSL | OpenSSL Software Foundation | 1.0.2k', 'rule:openssl, openssl:openssl:1.0.2k, openssl/1.0.2, Others › libraries'],
  ],
  'desktop software': [
    ['Google Chrome | Google LLC | 96.0.4664.45', 'rule:chrome, google:chrome:96.0.4664.45, chrome/96, Others › browsers'],
    ['Google Chrome Remote Desktop Host | Google LLC | 105.0.5195.9', 'unknown'],
    ['Google Update Helper | Google LLC | 1.3.36.32', 'unknown'],
    ['Mozilla Firefox 91.0 ESR (x64 en-US) | Mozilla | 91.0', 'rule:firefox-esr, mozilla:firefox_esr:91.0, firefox/91, Others › browsers'],
    ['Mozilla Firefox (x64 de) | Mozilla | 115.6.0', 'rule:firefox, mozilla:firefox:115.6.0, firefox/115, Others › browsers'],
    ['Mozilla Firefox ESR (x64 en-US) | Mozilla | 115.6.0', 'rule:firefox-esr, mozilla:firefox_esr:115.6.0, firefox/115, Others › browsers'],
    ['Mozilla Maintenance Service | Mozilla | 91.0', 'unknown'],
    ['Mozilla Thunderbird (x64 en-US) | Mozilla | 102.1.0', 'rule:thunderbird, mozilla:thunderbird:102.1.0, Business applications › mail and collaboration'],
    ['7-Zip 19.00 (x64) | Igor Pavlov | 19.00', 'rule:7-zip, 7-zip:7-zip:19.00, Others › files and archives'],
    ['7-Zip 16.04 (x64 edition) | Igor Pavlov | 16.04.00.0', 'rule:7-zip, 7-zip:7-zip:16.04, Others › files and archives'],
    ['7-Zip-JBinding | 7-Zip-JBinding project | 16.02', 'unknown'],
    ['7-Zip 19.00 | Somebody Else | 19.00', 'unknown'],
    ['WinRAR 6.11 (64-bit) | win.rar GmbH | 6.11.0', 'rule:winrar, rarlab:winrar:6.11, Others › files and archives'],
    ['PuTTY release 0.70 (64-bit) | Simon Tatham | 0.70.0.0', 'rule:putty, putty:putty:0.70, Others › remote access'],
    ['PuTTY release 0.83 (64-bit) | Simon Tatham | 0.83.0.0', 'rule:putty, putty:putty:0.83, Others › remote access'],
    ['PuTTY CAC 0.78 | NoMoreFood | 0.78.0.0', 'unknown'],
    ['WinSCP 5.17.8 | Martin Prikryl | 5.17.8', 'rule:winscp, winscp:winscp:5.17.8, Others › files and archives'],
    ['FileZilla Client 3.60.2 | Tim Kosse | 3.60.2', 'rule:filezilla-client, filezilla-project:filezilla_client:3.60.2, Others › files and archives'],
    ['FileZilla Server 1.4.1 | Tim Kosse | 1.4.1', 'rule:filezilla-server, filezilla-project:filezilla_server:1.4.1, Others › files and archives'],
    ['Notepad++ (64-bit x64) | Notepad++ Team | 8.5.2', 'rule:notepad-plus-plus, notepad-plus-plus:notepad\\+\\+:8.5.2, Others › editors'],
    ['Notepad++ Plugin Manager | Contoso | 1.0', 'unknown'],
    ['NPPFTP plugin for Notepad++ | Ashkulz | 0.29', 'unknown'],
    ['VLC media player | VideoLAN | 3.0.17.4', 'rule:vlc, videolan:vlc_media_player:3.0.17.4, Others › media'],
    ['Adobe Acrobat Reader DC | Adobe Systems Incorporated | 19.010.20064', 'rule:adobe-reader, adobe:acrobat_reader_dc:19.010.20064:*:*:*:continuous, Business applications › office'],
    ['Adobe Acrobat Reader DC - Deutsch | Adobe Systems Incorporated | 22.001.20169', 'rule:adobe-reader, adobe:acrobat_reader_dc:22.001.20169:*:*:*:continuous, Business applications › office'],
    ['Adobe Acrobat (64-bit) | Adobe | 23.003.20201', 'rule:adobe-acrobat, adobe:acrobat_dc:23.003.20201:*:*:*:continuous, Business applications › office'],
    ['Adobe Acrobat Reader 2017 | Adobe Systems Incorporated | 17.011.30070', 'rule:adobe-reader, adobe:acrobat_reader:17.011.30070:*:*:*:classic, Business applications › office'],
    ['Adobe Reader XI (11.0.23) | Adobe Systems Incorporated | 11.0.23', 'rule:adobe-reader, adobe:acrobat_reader:11.0.23, Business applications › office'],
    ['Adobe Reader 9.5.0 | Adobe Systems Incorporated | 9.5.0', 'rule:adobe-reader, adobe:acrobat_reader:9.5.0, Business applications › office'],
    ['Adobe Flash Player 32 NPAPI | Adobe | 32.0.0.465', 'rule:adobe-flash-player, adobe:flash_player:32.0.0.465, Others › media'],
    ['Adobe Refresh Manager | Adobe Systems Incorporated | 1.8.0', 'unknown'],
    ['Adobe AIR | Adobe | 32.0.0.125', 'rule:adobe-air, adobe:adobe_air:32.0.0.125, Others › media'],
    ['LibreOffice 7.0.4.2 | The Document Foundation | 7.0.4.2', 'rule:libreoffice, libreoffice:libreoffice:7.0.4.2, Business applications › office'],
    ['OpenOffice 4.1.6 | Apache Software Foundation | 4.16.9790', 'rule:openoffice, apache:openoffice:4.1.6, Business applications › office'],
    ['KeePass Password Safe 2.53 | Dominik Reichl | 2.53', 'rule:keepass, keepass:keepass:2.53, Others › password managers'],
    ['TeamViewer 15 Host | TeamViewer | 15.2.2756', 'rule:teamviewer, teamviewer:teamviewer:15.2.2756, Others › remote access'],
    ['Wireshark 3.4.16 64-bit | The Wireshark developer community, https://www.wireshark.org | 3.4.16', 'rule:wireshark, wireshark:wireshark:3.4.16, Others › networking'],
    ['Zoom | Zoom Video Communications, Inc. | 5.11.1 (6602)', 'rule:zoom, zoom:meetings:5.11.1, Business applications › mail and collaboration'],
  ],
  'virtualisation, backup and monitoring': [
    ['VMware Tools | VMware, Inc. | 11.3.5.18557794', 'rule:vmware-tools, vmware:tools:11.3.5, Containers and virtualization › virtualization'],
    ['VMware vCenter Server | VMware, Inc. | 6.7.0.30000', 'rule:vmware-vcenter, vmware:vcenter_server:6.7.0, vcenter/6.7, Containers and virtualization › virtualization'],
    ['Oracle VM VirtualBox 6.1.30 | Oracle Corporation | 6.1.30', 'rule:virtualbox, oracle:vm_virtualbox:6.1.30, Containers and virtualization › virtualization'],
    ['Citrix Virtual Apps and Desktops 7 2203 LTSR - Virtual Delivery Agent | Citrix Systems, Inc. | 2203.0.0.33220', 'rule:citrix-vda, citrix:virtual_apps_and_desktops:2203.0.0.33220, citrix-vad/2203, Containers and virtualization › virtualization'],
    ['Citrix 7.15 LTSR CU3 - Virtual Delivery Agent | Citrix Systems, Inc. | 7.15.3000.305', 'rule:citrix-vda-ltsr, citrix:xenapp:7.15.3000.305, citrix-vad/7.15, Containers and virtualization › virtualization'],
    ['Citrix Workspace 2112 | Citrix Systems, Inc. | 21.12.0.18', 'rule:citrix-workspace, citrix:workspace:21.12.0.18, Containers and virtualization › virtualization'],
    ['Docker Desktop | Docker Inc. | 4.9.1', 'rule:docker-desktop, docker:desktop:4.9.1, Containers and virtualization › containers'],
    ['Veeam Backup & Replication Server | Veeam Software Group GmbH | 11.0.0.837', 'rule:veeam-backup-replication, veeam:veeam_backup_\\&_replication:11.0.0.837, veeam-backup-and-replication/11, Business applications › backup'],
    ['Veeam Backup & Replication Console | Veeam Software Group GmbH | 11.0.0.837', 'unknown'],
    ['Zabbix Agent 2 (64-bit) | Zabbix SIA | 6.0.29.2400', 'rule:zabbix-agent2, zabbix:zabbix-agent2:6.0.29, Others › monitoring and management'],
    ['Zabbix Agent (64-bit) | Zabbix SIA | 5.0.10.2400', 'rule:zabbix-agent, zabbix:zabbix-agent:5.0.10, Others › monitoring and management'],
    ['Microsoft Monitoring Agent | Microsoft Corporation | 10.20.18062.0', 'rule:microsoft-monitoring-agent, no cpe, Others › monitoring and management'],
  ],
  'security software': [
    ['Symantec Endpoint Protection | Broadcom | 14.3.8268.5000', 'rule:symantec-endpoint-protection, symantec:endpoint_protection:14.3.8268.5000, Security & compliance › antivirus and anti-malware'],
    ['McAfee VirusScan Enterprise | McAfee, LLC. | 8.8.12000', 'rule:mcafee-virusscan-enterprise, mcafee:virusscan_enterprise:8.8.12000, Security & compliance › antivirus and anti-malware'],
    ['McAfee Agent | McAfee, LLC. | 5.7.3.245', 'rule:mcafee-agent, mcafee:agent:5.7.3.245, Security & compliance › general security tools'],
    ['Trellix Agent | Musarubra US LLC | 5.8.0.161', 'rule:trellix-agent, trellix:agent:5.8.0.161, Security & compliance › general security tools'],
    ['Trellix Endpoint Security Platform | Musarubra US LLC | 10.7.0.6149', 'rule:trellix-endpoint-security, trellix:endpoint_security:10.7.0.6149, Security & compliance › antivirus and anti-malware'],
    ['Trend Micro Apex One Security Agent | Trend Micro Inc. | 14.0.10349', 'rule:trend-micro-apex-one, trendmicro:apex_one:14.0.10349, Security & compliance › antivirus and anti-malware'],
    ['Trend Micro Deep Security Agent | Trend Micro Inc. | 20.0.1559', 'rule:trend-micro-deep-security-agent, trendmicro:deep_security_agent:20.0.1559, Security & compliance › antivirus and anti-malware'],
    ['Sophos Endpoint Agent | Sophos Limited | 2024.3.2.5', 'rule:sophos-endpoint-agent, no cpe, Security & compliance › antivirus and anti-malware'],
    ['ESET Server Security | ESET, spol. s r.o. | 10.0.12014.0', 'rule:eset-server-security, eset:server_security:10.0.12014.0, Security & compliance › antivirus and anti-malware'],
    ['Kaspersky Endpoint Security for Windows | AO Kaspersky Lab | 12.1.0.506', 'rule:kaspersky-endpoint-security, kaspersky:endpoint_security:12.1.0.506, Security & compliance › antivirus and anti-malware'],
    ['Bitdefender Endpoint Security Tools | Bitdefender | 7.8.3.265', 'rule:bitdefender-endpoint-security-tools, bitdefender:endpoint_security_tools:7.8.3.265, Security & compliance › antivirus and anti-malware'],
    ['CrowdStrike Windows Sensor | CrowdStrike, Inc. | 7.29.20108.0', 'rule:crowdstrike-falcon, crowdstrike:falcon:7.29.20108.0, Security & compliance › threat detection'],
    ['Sentinel Agent | SentinelOne | 22.2.4.558', 'rule:sentinelone, no cpe, Security & compliance › threat detection'],
    ['Carbon Black Cloud Sensor 64-bit | VMware, Inc. | 3.8.0.722', 'rule:carbon-black-cloud, no cpe, Security & compliance › threat detection'],
    ['Cortex XDR 8.1.0.44704 | Palo Alto Networks, Inc. | 8.1.0.44704', 'rule:cortex-xdr, paloaltonetworks:cortex_xdr_agent:8.1.0.44704, Security & compliance › threat detection'],
    ['Cisco Secure Endpoint | Cisco Systems, Inc. | 8.1.3.21242', 'rule:cisco-secure-endpoint, cisco:secure_endpoint:8.1.3.21242, Security & compliance › threat detection'],
    ['Microsoft Defender for Endpoint | Microsoft Corporation | 10.8792.19041.4842', 'rule:defender-for-endpoint, microsoft:defender_for_endpoint:10.8792.19041.4842, Security & compliance › threat detection'],
    ['Windows Defender | Microsoft Corporation | 4.18.2211.5', 'rule:microsoft-defender-antivirus, microsoft:windows_defender:4.18.2211.5, Security & compliance › antivirus and anti-malware'],
    ['Windows Defender Firewall | Microsoft Corporation | 10.0', 'unknown'],
    ['Defender Control | Sordum | 2.1', 'unknown'],
    ['UniversalForwarder | Splunk, Inc. | 9.0.4.0', 'rule:splunk-universal-forwarder, splunk:universal_forwarder:9.0.4.0, Security & compliance › SIEM'],
    ['WinCollect | IBM | 7.3.1.43', 'rule:qradar-wincollect, no cpe, Security & compliance › SIEM'],
    ['Okta Verify | Okta, Inc. | 4.4.1.0', 'rule:okta-verify, no cpe, Security & compliance › identity and access management'],
    ['Okta AD Agent | Okta, Inc. | 3.14.0', 'rule:okta-ad-agent, okta:active_directory_agent:3.14.0, Security & compliance › identity and access management'],
    ['CyberArk Endpoint Privilege Manager Agent | CyberArk Software Ltd | 22.9.0', 'rule:cyberark-epm, cyberark:endpoint_privilege_manager:22.9.0, Security & compliance › identity and access management'],
    ['Qualys Cloud Security Agent | Qualys, Inc. | 4.8.0.31', 'rule:qualys-cloud-agent, qualys:cloud_agent:4.8.0.31, Security & compliance › general security tools'],
    ['Nessus Agent (x64) | Tenable, Inc. | 10.2.0.20037', 'rule:nessus-agent, tenable:nessus_agent:10.2.0.20037, Security & compliance › general security tools'],
    ['GlobalProtect | Palo Alto Networks | 6.1.0', 'rule:globalprotect, paloaltonetworks:globalprotect:6.1.0, Security & compliance › general security tools'],
    ['Cisco AnyConnect Secure Mobility Client | Cisco Systems, Inc. | 4.10.05095', 'rule:cisco-anyconnect, cisco:anyconnect_secure_mobility_client:4.10.05095, Security & compliance › general security tools'],
    ['Malwarebytes version 4.5.14.210 | Malwarebytes | 4.5.14.210', 'rule:malwarebytes, malwarebytes:malwarebytes:4.5.14.210, Security & compliance › antivirus and anti-malware'],
    ['ClamAV | Cisco Systems, Inc. | 1.0.0', 'rule:clamav-windows, clamav:clamav:1.0.0, clamav/1.0, Security & compliance › antivirus and anti-malware'],
  ],
  'patch management': [
    ['Configuration Manager Client | Microsoft Corporation | 5.00.9135.1008', 'rule:configuration-manager-client, no cpe, Security & compliance › patch management'],
    ['Windows Server Update Services | Microsoft Corporation | 10.0', 'rule:wsus, no cpe, Security & compliance › patch management'],
    ['Microsoft Intune Management Extension | Microsoft Corporation | 1.58.103.0', 'rule:intune-management-extension, no cpe, Security & compliance › patch management'],
    ['Ivanti Security Controls Agent | Ivanti | 9.6.9365.0', 'rule:ivanti-security-controls, no cpe, Security & compliance › patch management'],
    ['Tanium Client 7.4.7.1179 | Tanium Inc. | 7.4.7.1179', 'rule:tanium-client, no cpe, Security & compliance › patch management'],
    ['BigFix Client | HCL Technologies Limited | 11.0.2.125', 'rule:bigfix-client, hcltech:bigfix_platform:11.0.2.125, Security & compliance › patch management'],
    ['ManageEngine UEMS - Agent | ZohoCorp | 11.4.2520.1.W', 'rule:manageengine-uems-agent, no cpe, Security & compliance › patch management'],
    ['Automox Agent | Automox Inc. | 1.41.11', 'rule:automox, no cpe, Security & compliance › patch management'],
    ['PDQConnectAgent | PDQ.com | 2.1.3', 'rule:pdq-connect, no cpe, Security & compliance › patch management'],
    ['NinjaRMMAgent | NinjaRMM LLC | 5.3.6258', 'rule:ninjaone, ninjarmm:ninjarmm:5.3.6258, Security & compliance › patch management, medium'],
    ['Action1 Agent | Action1 Corporation | 5.179', 'rule:action1, no cpe, Security & compliance › patch management'],
    ['Patch My PC Publishing Service | Patch My PC, LLC | 2.1.0', 'rule:patch-my-pc, no cpe, Security & compliance › patch management'],
    ['Microsoft Update Health Tools | Microsoft Corporation | 4.67.0.0', 'unknown'],
  ],
  'drivers, in-house tools and ordinary words stay unknown': [
    ['Intel(R) Chipset Device Software | Intel(R) Corporation | 10.1.18793.8276', 'unknown'],
    ['Realtek High Definition Audio Driver | Realtek Semiconductor Corp. | 6.0.9235.1', 'unknown'],
    ['HPE Smart Storage Administrator | Hewlett Packard Enterprise | 6.30.8.0', 'unknown'],
    ['Meridian Dispatch Server | Meridian Freight B.V. | 4.11.2', 'unknown'],
    ['Level | Contoso Games | 1.0', 'unknown'],
    ['Level |  | 1.0', 'unknown'],
    ['Windows Agent | N-able Technologies | 2022.8.1.36', 'rule:n-able, no cpe, Security & compliance › patch management'],
    ['Windows Agent |  | 1.0', 'unknown'],
    ['Apache Cassandra | The Apache Software Foundation | 4.0.7', 'rule:apache-cassandra, apache:cassandra:4.0.7, Databases and data platforms › database servers'],
    ['GlassFish Server | Oracle | 5.1.0', 'rule:glassfish, oracle:glassfish_server:5.1.0, Web hosting › application servers'],
  ],
  'packages': [
    ['libssl1.1 | Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net> | 1.1.1w-0+deb11u1 | dpkg', 'distribution:dpkg, openssl:openssl:1.1.1w, openssl/1.1.1, Others › libraries, dpkg 1.1.1w'],
    ['libssl3 | Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com> | 3.0.2-0ubuntu1.19 | dpkg', 'distribution:dpkg, openssl:openssl:3.0.2, openssl/3.0, Others › libraries, dpkg 3.0.2'],
    ['libssl1.1:amd64 |  | 1.1.1n-0+deb10u6 | dpkg', 'distribution:dpkg, openssl:openssl:1.1.1n, openssl/1.1.1, Others › libraries, dpkg 1.1.1n'],
    ['libssl-dev | Debian OpenSSL Team | 3.0.19-1~deb12u2 | dpkg', 'unknown, dpkg 3.0.19'],
    ['openssl | Red Hat, Inc. | 1:1.1.1k-12.el8_9 | rpm', 'distribution:rpm, openssl:openssl:1.1.1k, openssl/1.1.1, Others › libraries, rpm 1.1.1k'],
    ['openssl | Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com> | 3.0.2-0ubuntu1.19', 'distribution:dpkg, openssl:openssl:3.0.2, openssl/3.0, Others › libraries, dpkg 3.0.2'],
    ['openssl-libs-1.0.2k-26.el7_9.x86_64 |  | ', 'distribution:rpm, openssl:openssl:1.0.2k, openssl/1.0.2, Others › libraries, rpm 1.0.2k'],
    ['libopenssl1_1 | SUSE LLC <https://www.suse.com/> | 1.1.1l-150500.17.25.1 | rpm', 'distribution:rpm, openssl:openssl:1.1.1l, openssl/1.1.1, Others › libraries, rpm 1.1.1l'],
    ['openssh-server | Debian OpenSSH Maintainers <debian-ssh@lists.debian.org> | 1:8.4p1-5+deb11u3 | dpkg', 'distribution:dpkg, openbsd:openssh:8.4:p1, Others › remote access, dpkg 8.4p1'],
    ['linux-image-5.10.0-28-amd64 | Debian Kernel Team <debian-kernel@lists.debian.org> | 5.10.209-2 | dpkg', 'distribution:dpkg, linux:linux_kernel:5.10.209, Others › kernels, dpkg 5.10.209'],
    ['linux-image-5.4.0-216-generic | Canonical Kernel Team | 5.4.0-216.236 | dpkg', 'distribution:dpkg, linux:linux_kernel:5.4.0, Others › kernels, dpkg 5.4.0'],
    ['linux-image-amd64 | Debian Kernel Team <debian-kernel@lists.debian.org> | 5.10.209-2 | dpkg', 'unknown, dpkg 5.10.209'],
    ['linux-headers-5.10.0-28-amd64 | Debian Kernel Team <debian-kernel@lists.debian.org> | 5.10.209-2 | dpkg', 'unknown, dpkg 5.10.209'],
    ['kernel | Red Hat, Inc. | 3.10.0-1160.119.1.el7 | rpm', 'distribution:rpm, linux:linux_kernel:3.10.0, Others › kernels, rpm 3.10.0'],
    ['apache2 | Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com> | 2.4.58-1ubuntu8.8 | dpkg', 'distribution:dpkg, apache:http_server:2.4.58, apache-http-server/2.4, Web hosting › web servers, dpkg 2.4.58'],
    ['httpd | AlmaLinux | 2.4.37-65.module_el8.10.0+3874+c2064c23.2 | rpm', 'distribution:rpm, apache:http_server:2.4.37, apache-http-server/2.4, Web hosting › web servers, rpm 2.4.37'],
    ['nginx | Debian Nginx Maintainers <pkg-nginx-maintainers@alioth-lists.debian.net> | 1.18.0-6.1+deb11u3 | dpkg', 'distribution:dpkg, f5:nginx:1.18.0, nginx/1.18, Web hosting › web servers, dpkg 1.18.0'],
    ['bash | Matthias Klose <doko@debian.org> | 5.2.15-2+b9 | dpkg', 'distribution:dpkg, gnu:bash:5.2.15, Others › shells, dpkg 5.2.15'],
    ['sudo | Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com> | 1.9.15p5-3ubuntu5.24.04.1 | dpkg', 'distribution:dpkg, sudo_project:sudo:1.9.15:p5, Others › shells, dpkg 1.9.15p5'],
    ['policykit-1 | Utopia Maintenance Team | 0.105-25 | dpkg', 'distribution:dpkg, polkit_project:polkit:0.105, Others › system, dpkg 0.105'],
    ['samba | Debian Samba Maintainers | 2:4.13.13+dfsg-1~deb11u6 | dpkg', 'distribution:dpkg, samba:samba:4.13.13, Others › file services, dpkg 4.13.13'],
    ['mariadb-server-10.3 | Debian MySQL Maintainers | 1:10.3.39-0+deb10u2 | dpkg', 'distribution:dpkg, mariadb:mariadb:10.3.39, mariadb/10.3, Databases and data platforms › database servers, dpkg 10.3.39'],
    ['mariadb-server | MariaDB Developers <maria-developers@lists.launchpad.net> | 1:10.6.12+maria~ubu2004 | dpkg', 'rule:mariadb-server, mariadb:mariadb:10.6.12, mariadb/10.6, Databases and data platforms › database servers'],
    ['mysql-community-server | Oracle and/or its affiliates | 5.7.33-1.el8 | rpm', 'rule:mysql-server, oracle:mysql:5.7.33, mysql/5.7, Databases and data platforms › database servers'],
    ['mysql-server-8.0 | Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com> | 8.0.36-0ubuntu0.22.04.1 | dpkg', 'distribution:dpkg, oracle:mysql:8.0.36, mysql/8.0, Databases and data platforms › database servers, dpkg 8.0.36'],
    ['postgresql-13 | Debian PostgreSQL Maintainers | 13.16-0+deb11u1 | dpkg', 'distribution:dpkg, postgresql:postgresql:13.16, postgresql/13, Databases and data platforms › database servers, dpkg 13.16'],
    ['postgresql-14 | Debian PostgreSQL Maintainers <team+postgresql@tracker.debian.org> | 14.5-1.pgdg20.04+1 | dpkg', 'package:postgresql, postgresql:postgresql:14.5, postgresql/14, Databases and data platforms › database servers'],
    ['postgresql | Debian PostgreSQL Maintainers | 15+248+deb12u1 | dpkg', 'unknown, dpkg 15'],
    ['postgresql96-server | PostgreSQL Global Development Group | 9.6.20-2PGDG.rhel7 | rpm', 'rule:postgresql, postgresql:postgresql:9.6.20, postgresql/9.6, Databases and data platforms › database servers'],
    ['php7.4-fpm | Debian PHP Maintainers | 7.4.33-1+deb11u5 | dpkg', 'distribution:dpkg, php:php:7.4.33, php/7.4, Web hosting › runtimes, dpkg 7.4.33'],
    ['python3.9 | Matthias Klose <doko@debian.org> | 3.9.2-1 | dpkg', 'distribution:dpkg, python:python:3.9.2, python/3.9, Others › runtimes, dpkg 3.9.2'],
    ['openjdk-11-jdk | Ubuntu Developers | 11.0.26+4-1ubuntu1~22.04 | dpkg', 'distribution:dpkg, oracle:openjdk:11.0.26, Others › runtimes, dpkg 11.0.26'],
    ['java-1.8.0-openjdk | Red Hat, Inc. | 1:1.8.0.412.b08-2.el8 | rpm', 'distribution:rpm, oracle:openjdk:8:update412, Others › runtimes, rpm 1.8.0.412.b08'],
    ['tomcat9 | Debian Java Maintainers | 9.0.43-2~deb11u10 | dpkg', 'distribution:dpkg, apache:tomcat:9.0.43, tomcat/9.0, Web hosting › application servers, dpkg 9.0.43'],
    ['nodejs | NodeSource <support@nodesource.com> | 14.21.3-deb-1nodesource1 | dpkg', 'rule:nodejs, nodejs:node.js:14.21.3, nodejs/14, Others › runtimes'],
    ['nodejs | Ubuntu Developers | 12.22.9~dfsg-1ubuntu3.6 | dpkg', 'distribution:dpkg, nodejs:node.js:12.22.9, nodejs/12, Others › runtimes, dpkg 12.22.9'],
    ['docker-ce | Docker <support@docker.com> | 5:20.10.21~3-0~ubuntu-jammy | dpkg', 'rule:docker-engine, mobyproject:moby:20.10.21, docker-engine/20.10, Containers and virtualization › containers'],
    ['docker.io | Ubuntu Developers | 20.10.21-0ubuntu1~22.04.3 | dpkg', 'distribution:dpkg, mobyproject:moby:20.10.21, docker-engine/20.10, Containers and virtualization › containers, dpkg 20.10.21'],
    ['containerd.io | Docker | 1.6.21-3.1.el9 | rpm', 'rule:containerd, linuxfoundation:containerd:1.6.21, Containers and virtualization › containers'],
    ['redis-server | Chris Lamb <lamby@debian.org> | 5:6.0.16-1+deb11u2 | dpkg', 'distribution:dpkg, redis:redis:6.0.16, redis/6.0, Databases and data platforms › database servers, dpkg 6.0.16'],
    ['clamav | Ubuntu Developers | 1.0.8+dfsg-0ubuntu0.22.04.1 | dpkg', 'distribution:dpkg, clamav:clamav:1.0.8, clamav/1.0, Security & compliance › antivirus and anti-malware, dpkg 1.0.8'],
    ['clamav-freshclam | ClamAV Team | 0.103.10+dfsg-0+deb11u1 | dpkg', 'distribution:dpkg, clamav:clamav:0.103.10, clamav/0.103, Others › libraries, dpkg 0.103.10'],
    ['gnupg | Debian GnuPG Maintainers | 2.2.40-1.1+deb12u2 | dpkg', 'distribution:dpkg, gnupg:gnupg:2.2.40, Others › cryptography, dpkg 2.2.40'],
    ['unattended-upgrades | Michael Vogt <mvo@debian.org> | 2.9.1+nmu3 | dpkg', 'rule:unattended-upgrades, no cpe, Security & compliance › patch management, dpkg 2.9.1'],
    ['dnf-automatic | Rocky Enterprise Software Foundation | 4.14.0-9.el9 | rpm', 'rule:dnf-automatic, no cpe, Security & compliance › patch management, rpm 4.14.0'],
    ['yum-cron | CentOS | 3.4.3-168.el7.centos | rpm', 'rule:yum-cron, no cpe, Security & compliance › patch management, rpm 3.4.3'],
    ['landscape-client | Ubuntu Developers | 19.12-0ubuntu4.3 | dpkg', 'rule:landscape, no cpe, Security & compliance › patch management, dpkg 19.12'],
    ['katello-host-tools | Red Hat, Inc. | 3.5.7-3.el7 | rpm', 'rule:katello-agent, no cpe, Security & compliance › patch management, rpm 3.5.7'],
    ['mdatp | Microsoft Corporation | 101.25072.0003 | dpkg', 'rule:defender-for-endpoint, microsoft:defender_for_endpoint:101.25072.0003, Security & compliance › threat detection'],
    ['falcon-sensor | CrowdStrike, Inc. | 7.28.0-18108.el9 | rpm', 'rule:crowdstrike-falcon, crowdstrike:falcon:7.28.0, Security & compliance › threat detection'],
    ['ds_agent | Trend Micro Inc. | 20.0.1-3180.el8 | rpm', 'rule:trend-micro-deep-security-agent, trendmicro:deep_security_agent:20.0.1, Security & compliance › antivirus and anti-malware'],
    ['BESAgent | HCL Technologies | 11.0.2.125-sle15 | rpm', 'rule:bigfix-client, hcltech:bigfix_platform:11.0.2.125, Security & compliance › patch management'],
    ['wazuh-agent | Wazuh, Inc <info@wazuh.com> | 4.9.2-1 | dpkg', 'rule:wazuh-agent, wazuh:wazuh:4.9.2, Security & compliance › threat detection'],
    ['musl | Natanael Copa | 1.2.3-r4 | apk', 'distribution:apk, musl-libc:musl:1.2.3, Others › libraries, apk 1.2.3'],
    ['curl | Natanael Copa | 8.5.0-r0 | apk', 'distribution:apk, haxx:curl:8.5.0, Others › libraries, apk 8.5.0'],
    ['ubuntu-advantage-tools | Ubuntu Developers | 36ubuntu0~20.04 | dpkg', 'unknown, dpkg 36ubuntu0'],
    ['go | Canonical | 1.21.13 | snap', 'rule:go, golang:go:1.21.13, go/1.21, Others › development'],
  ],
};

suite('software identity', () => {
  for (const [name, rows] of Object.entries(TABLES)) {
    test(name, () => {
      for (const [row, expected] of rows) check(row, expected);
    });
  }

  test('an explicit CPE decides', () => {
    check('Weird Tool |  | 1.0', 'explicit-cpe, oracle:weblogic_server:12.2.1.4.0, Others', { cpe: 'cpe:2.3:a:oracle:weblogic_server:12.2.1.4.0:*:*:*:*:*:*:*' });
    check('Apache Tomcat | Apache | 9.0.31', 'explicit-cpe, apache:tomcat:9.0.31, tomcat/9.0, Web hosting › application servers', { cpe: 'cpe:/a:apache:tomcat' });
  });

  test('a broken CPE or package URL leaves the decision to the name', () => {
    check('Something | X | 1.0', 'unknown', { cpe: 'cpe:2.3:broken' });
    check('nginx | F5, Inc. | 1.18.0', 'rule:nginx, f5:nginx:1.18.0, nginx/1.18, Web hosting › web servers', { cpe: 'cpe:2.3:a', purl: 'pkg:' });
    check('nginx | F5, Inc. | 1.18.0', 'rule:nginx, f5:nginx:1.18.0, nginx/1.18, Web hosting › web servers', { purl: 'https://example.org/%' });
  });

  test('an explicit package URL decides', () => {
    const rows: readonly (readonly [row: string, purl: string, expected: string])[] = [
      ['log4j-core | Apache | 2.14.1', 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1', 'purl:maven, apache:log4j:2.14.1, log4j/2, Others › libraries'],
      // The API alone is not the vulnerable core.
      ['log4j-api | Apache | 2.14.1', 'pkg:maven/org.apache.logging.log4j/log4j-api@2.14.1', 'unknown'],
      ['spring-beans | Spring | 5.3.17', 'pkg:maven/org.springframework/spring-beans@5.3.17', 'purl:maven, vmware:spring_framework:5.3.17, spring-framework/5.3, Others › libraries'],
      ['lodash |  | 4.17.20', 'pkg:npm/lodash@4.17.20', 'purl:npm, lodash:lodash:4.17.20:*:*:*:*:node.js, Others › libraries'],
      ['core |  | ', 'pkg:npm/%40angular/core@16.0.0', 'purl:npm, angular:angular:16.0.0, Others › libraries'],
      ['zookeeper |  | 3.9.1', 'pkg:maven/org.apache.zookeeper/zookeeper@3.9.1', 'purl:maven, apache:zookeeper:3.9.1, zookeeper/3.9, Databases and data platforms › search and analytics, medium'],
      ['left-pad |  | 1.3.0', 'pkg:npm/left-pad@1.3.0', 'unknown'],
      ['x |  | ', 'pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1?arch=amd64', 'purl:deb, openssl:openssl:1.1.1w, openssl/1.1.1, Others › libraries, dpkg 1.1.1w'],
      ['x |  | ', 'pkg:rpm/redhat/openssl@1.1.1k-12.el8_9?epoch=1', 'purl:rpm, openssl:openssl:1.1.1k, openssl/1.1.1, Others › libraries, rpm 1.1.1k'],
    ];
    for (const [row, purl, expected] of rows) check(row, expected, { purl });
  });

  test("endoflife.date's label decides only when the version belongs to a cycle", () => {
    check('Bacula Server |  | 5.1.2', 'endoflife:bacula, bacula:bacula:5.1.2, bacula/5.1, Business applications, medium');
    check('Bacula Server |  | 9.9', 'unknown');
    check('Bacula Server |  | ', 'unknown');
  });

  test('a distribution package keeps its own version, a vendor build stands for the upstream one', () => {
    const rows: readonly (readonly [row: string, expected: string])[] = [
      ['openssl | Red Hat, Inc. | 1:1.1.1k-12.el8_9 | rpm', '1:1.1.1k-12.el8_9 rpm'],
      ['libssl3 | Debian | 3.0.17-1~deb12u3 | dpkg', '3.0.17-1~deb12u3 deb'],
      ['docker-ce | Docker <support@docker.com> | 5:24.0.7-1~debian.12~bookworm | dpkg', '24.0.7 generic'],
      ['docker-ce | Docker Inc. | 24.0.7 | manual', '24.0.7 generic'],
      ['PuTTY release 0.70 (64-bit) | Simon Tatham | 0.70.0.0 | registry', '0.70 generic'],
      ['Microsoft SQL Server 2016 (64-bit) | Microsoft Corporation | 13.2.5026.0 | registry', '13.0.5026.0 generic'],
    ];
    for (const [row, expected] of rows) {
      const [name = '', publisher = '', version = '', source = ''] = row.split(' | ');
      const identity = identifySoftware({ name, publisher, version, source, cpe: '', purl: '' }, SMALL_CATALOG);
      assert.equal(`${identity.version} ${identity.scheme}`, expected, row);
    }
  });

  test("a build of Java keeps its own version, and stands for Java's where the name says it", () => {
    const { cpes } = identifySoftware({ name: 'Azul Zulu JDK 8.64.0.19 (8u345), 64-bit', publisher: 'Azul Systems, Inc.', version: '8.64.0.19', source: '', cpe: '', purl: '' }, SMALL_CATALOG);
    assert.deepEqual(cpes.map(shortCpe), ['azul:zulu:8.64', 'oracle:openjdk:8:update345']);
  });

  test('Java stands for JRE and JDK, when old for Sun as well, with both spellings of the update', () => {
    const cpes = (name: string, version: string): string[] =>
      identifySoftware({ name, publisher: 'Oracle', version, source: '', cpe: '', purl: '' }, SMALL_CATALOG).cpes.map(shortCpe);
    assert.deepEqual(cpes('Java 8 Update 201 (64-bit)', '8.0.2010.9'), [
      'oracle:jre:1.8.0:update201',
      'oracle:jre:1.8.0:update_201',
      'oracle:jdk:1.8.0:update201',
      'oracle:jdk:1.8.0:update_201',
    ]);
    assert.ok(cpes('Java(TM) 6 Update 45', '6.0.450').includes('sun:jre:1.6.0:update45'));
    assert.deepEqual(cpes('Java(TM) SE Development Kit 17.0.12 (64-bit)', '17.0.12.0'), ['oracle:jdk:17.0.12', 'oracle:jre:17.0.12']);
  });

  test('versions that are none are unknown, not text', () => {
    for (const version of ['', 'N/A', 'five point seven', 'C:\\Program Files\\MySQL', '/opt/mysql', '2021-03-04']) {
      check(`MySQL | Oracle Corporation | ${version}`, 'rule:mysql-server, oracle:mysql, mysql/, Databases and data platforms › database servers');
    }
  });
});
