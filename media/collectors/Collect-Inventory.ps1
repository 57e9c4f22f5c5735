<#
.SYNOPSIS
  Writes what Inventory Insights reads of this machine: operating system, build, programs, hotfixes, pending updates.
.DESCRIPTION
  For Windows PowerShell 5.1 and later, with nothing installed. It reads only: nothing is changed, downloaded or sent.
  The file is <Folder>\<computer>.inventory.json.
.PARAMETER Folder
  Where the file is written; the present folder unless told. A minus sign gives the text back instead of a file.
.PARAMETER SkipUpdates
  Leaves out the search for pending updates, which asks the machine's own update server and may take minutes.
.EXAMPLE
  powershell -ExecutionPolicy Bypass -File Collect-Inventory.ps1 -Folder \\files\inventory
.EXAMPLE
  Invoke-Command -ComputerName (Get-Content servers.txt) -FilePath .\Collect-Inventory.ps1 -ArgumentList '-' |
    ForEach-Object { Set-Content -Path "\\files\inventory\$($_.PSComputerName).inventory.json" -Value $_ -Encoding UTF8 }
  For many machines: each gives its text back and this one writes the files, because a remote session may not go on to a share.
#>
param(
  [string] $Folder = '.',
  [switch] $SkipUpdates
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

# Before anything is read: a folder that is absent should not cost minutes first.
$target = if ($Folder -eq '-') { $null } else { (Resolve-Path -LiteralPath $Folder).ProviderPath }

# What cannot be read is left out and said so; one missing class must not cost the rest.
function Read-Part([string] $Name, [scriptblock] $Read) {
  try { & $Read } catch { Write-Warning "${Name}: $($_.Exception.Message)"; $null }
}

$system = Read-Part 'Operating system' { Get-CimInstance -ClassName Win32_OperatingSystem }
$computer = Read-Part 'Computer' { Get-CimInstance -ClassName Win32_ComputerSystem }
$product = Read-Part 'Product' { Get-CimInstance -ClassName Win32_ComputerSystemProduct }
$adapters = @(Read-Part 'Network' { Get-CimInstance -ClassName Win32_NetworkAdapterConfiguration -Filter 'IPEnabled=TRUE' })
$disks = @(Read-Part 'Disks' { Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType=3' })

# The update revision (UBR) is the fourth part of the build and tells which cumulative update is installed.
$current = Read-Part 'Build' { Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' }
$build = if ($null -eq $system) { '' } else { $system.Version }
if ($null -ne $current -and $current.PSObject.Properties['UBR']) { $build = "$build.$($current.UBR)" }

# The Uninstall keys of 64- and 32-bit programs. Win32_Product is not asked: it repairs every package that it lists.
# Each value is asked for by its name: Get-ItemProperty ends with an error at the first key that holds a malformed number.
$keys = @(
  'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall',
  'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall'
)
# Inside a hashtable, as every list below: an empty one stays a list, and what could not be read is told from it.
$programs = Read-Part 'Programs' {
  @{ List = @(Get-ChildItem -Path $keys -ErrorAction SilentlyContinue | ForEach-Object {
    $name = [string] $_.GetValue('DisplayName')
    if ($name -ne '' -and [string] $_.GetValue('SystemComponent') -ne '1' -and [string] $_.GetValue('ParentKeyName') -eq '') {
      [ordered]@{ name = $name; publisher = [string] $_.GetValue('Publisher'); version = [string] $_.GetValue('DisplayVersion'); source = 'registry' }
    }
  }) }
}
$software = @(if ($null -ne $programs) { $programs.List })

# Windows Server's roles and features, where there are any; a role such as Web-Server is software without an Uninstall key.
if (Get-Command -Name Get-WindowsFeature -ErrorAction SilentlyContinue) {
  $software += @(Read-Part 'Features' {
    Get-WindowsFeature | Where-Object { $_.Installed -and $_.FeatureType -eq 'Role' } | ForEach-Object {
      [ordered]@{ name = $_.DisplayName; publisher = 'Microsoft Corporation'; version = ''; source = 'windows-feature' }
    }
  })
}

# Microsoft Defender has no Uninstall key either; it is named only when its service runs and protects.
if (Get-Command -Name Get-MpComputerStatus -ErrorAction SilentlyContinue) {
  $defender = Read-Part 'Defender' { Get-MpComputerStatus }
  if ($null -ne $defender -and $defender.AMServiceEnabled -and $defender.AntivirusEnabled) {
    $software += [ordered]@{ name = 'Microsoft Defender Antivirus'; publisher = 'Microsoft Corporation'; version = $defender.AMProductVersion; source = 'windows' }
  }
}

$fixes = Read-Part 'Hotfixes' {
  @{ List = @(Get-CimInstance -ClassName Win32_QuickFixEngineering | Where-Object { $_.HotFixID -match '^KB\d+$' } | ForEach-Object {
    $fix = $_
    $installed = Read-Part "Date of $($fix.HotFixID)" { $fix.InstalledOn }
    $date = if ($installed -is [datetime]) { $installed.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) } else { $null }
    [ordered]@{ id = $fix.HotFixID; installedOn = $date }
  }) }
}
$hotfixes = $null
if ($null -ne $fixes) { $hotfixes = @($fixes.List) }

$updates = $null
if (-not $SkipUpdates) {
  $search = Read-Part 'Pending updates' {
    $searcher = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher()
    $found = $searcher.Search('IsInstalled=0 and IsHidden=0').Updates
    @{ List = @(for ($at = 0; $at -lt $found.Count; $at++) {
      $update = $found.Item($at)
      $id = if ($update.KBArticleIDs.Count -gt 0) { "KB$($update.KBArticleIDs.Item(0))" } else { $update.Title }
      $class = 'Other'
      for ($category = 0; $category -lt $update.Categories.Count; $category++) {
        # Category ids are the same in every language: critical updates, security updates.
        switch ($update.Categories.Item($category).CategoryID) {
          'e6cf1350-c01b-414d-a61f-263d14d133b4' { $class = 'Critical' }
          '0fa1201d-4330-4fa8-8ae9-b877473b6441' { if ($class -ne 'Critical') { $class = 'Security' } }
        }
      }
      [ordered]@{ id = $id; title = $update.Title; classification = $class; releasedOn = $update.LastDeploymentChangeTime.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }
    }) }
  }
  if ($null -ne $search) { $updates = $search.List }
}

$reboot = @(
  'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired',
  'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending'
) | Where-Object { Test-Path -Path $_ }

$name = [System.Environment]::MachineName
$fqdn = if ($null -ne $computer -and $computer.PartOfDomain) { "$($computer.DNSHostName).$($computer.Domain)" } else { '' }

# Null is "not known". A list without the programs would say that a machine has neither security nor patch-management software.
if ($null -eq $programs) { $software = $null } else { $software = @($software | Where-Object { $_ }) }

$server = [ordered]@{
  id = if ($null -eq $product) { '' } else { $product.UUID }
  name = $name
  fqdn = $fqdn
  ipAddresses = @($adapters | Where-Object { $_ } | ForEach-Object { $_.IPAddress } | Where-Object { $_ })
  os = [ordered]@{
    name = if ($null -eq $system) { '' } else { $system.Caption.Trim() }
    version = if ($null -eq $system) { '' } else { $system.Version }
    build = $build
    architecture = if ($null -eq $system) { '' } else { $system.OSArchitecture }
  }
  cores = if ($null -eq $computer) { $null } else { $computer.NumberOfLogicalProcessors }
  memoryMB = if ($null -eq $computer) { $null } else { [math]::Round($computer.TotalPhysicalMemory / 1MB) }
  disks = @($disks | Where-Object { $_ } | ForEach-Object { [ordered]@{ name = $_.DeviceID; sizeGB = [math]::Round($_.Size / 1GB) } })
  lastSeen = (Get-Date).ToUniversalTime().ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
  rebootPending = [bool] $reboot
  hotfixes = $hotfixes
  software = $software
  pendingUpdates = $updates
}

$json = ConvertTo-Json -InputObject ([ordered]@{ servers = @($server) }) -Depth 6
if ($null -eq $target) {
  Write-Output $json
  return
}
$file = Join-Path -Path $target -ChildPath "$name.inventory.json"
# UTF-8 without a mark, which Out-File of Windows PowerShell cannot write; beside and moved, so that nobody reads half of it.
[System.IO.File]::WriteAllText("$file.tmp", $json, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false))
Move-Item -LiteralPath "$file.tmp" -Destination $file -Force
Write-Output "Written: $file"
