@echo off
rem Runs Outcrop with a JDK 21 or newer: that of OUTCROP_JAVA_HOME, of JAVA_HOME, or of PATH.
setlocal EnableExtensions DisableDelayedExpansion
set "java="
if defined OUTCROP_JAVA_HOME set "java=%OUTCROP_JAVA_HOME%\bin\java.exe"
if defined java goto check
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if defined java if exist "%java%" goto check
set "java="
for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java goto none

:check
if not exist "%java%" goto none
rem A JDK says in the file "release" which it is. Links on PATH have none beside them.
for %%j in ("%java%") do set "release=%%~dpj..\release"
if not exist "%release%" goto run
set "version="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b /c:"JAVA_VERSION=" "%release%"`) do set "version=%%~v"
if not defined version goto run
for /f "tokens=1 delims=.-+" %%v in ("%version%") do set "version=%%v"
if %version% LSS 21 goto none

:run
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable "-Dpicocli.disable.closures=true" -jar "%~dp0..\lib\outcrop-cli.jar" %*
exit /b %ERRORLEVEL%

:none
echo error: Outcrop needs JDK 21 or newer, and none was found.>&2
echo   Try:  winget install EclipseAdoptium.Temurin.25.JDK>&2
exit /b 1
