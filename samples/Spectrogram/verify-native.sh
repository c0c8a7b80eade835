#!/usr/bin/env bash
# Publishes with NativeAOT and runs what comes of it: the sample, whose picture must be the same as that of the managed program, byte for byte, and a program with
# transforms of any length, whose results must be those of the definitions. Needs gcc or clang; takes minutes, and so is not part of the tests.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1
runtime=${1:-linux-x64}

say() { printf '\n== %s\n' "$*"; }
fail() { echo "$*" >&2; exit 1; }

say "The sample"
dotnet publish "$here" -c Release -r "$runtime" -p:Native=true -o "$work/native" -v q
dotnet run --project "$here" -c Release -- --output "$work/managed.png" >"$work/managed.txt"
"$work/native/Spectrogram" --output "$work/native.png" >"$work/native.txt"
cmp "$work/managed.png" "$work/native.png" || fail "The native program draws another picture."

say "Transforms of any length"
mkdir "$work/AnyLength"
cat >"$work/AnyLength/AnyLength.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishAot Condition="'\$(Native)' == 'true'">true</PublishAot>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="$repository/src/Twiddle/Twiddle.csproj" />
    <ProjectReference Include="$repository/src/Twiddle.Generator/Twiddle.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
    <ProjectReference Include="$repository/src/Twiddle.Compiler/Twiddle.Compiler.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
  </ItemGroup>
</Project>
PROJECT
cat >"$work/AnyLength/Program.cs" <<'PROGRAM'
using System;
using System.Numerics;
using Twiddle;

foreach (int length in new[] { 1, 2, 7, 16, 100, 127, 243, 1000, 1024 })
{
    var random = new Random(length);
    var x = new Complex[length];
    for (int i = 0; i < length; i++) x[i] = new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5);
    double[] real = Array.ConvertAll(x, v => v.Real);
    Complex[] expected = Transforms.NaiveDft(x), actual = Transforms.FastDft(x);
    double[] cosines = Transforms.NaiveCosines(real), fast = Transforms.FastCosines(real);
    for (int k = 0; k < length; k++)
    {
        if ((expected[k] - actual[k]).Magnitude > 1e-9 || Math.Abs(cosines[k] - fast[k]) > 1e-9)
        {
            Console.Error.WriteLine($"Length {length}, element {k}: {actual[k]} instead of {expected[k]}, {fast[k]} instead of {cosines[k]}");
            return 1;
        }
    }
}

Console.WriteLine("All lengths agree with the definitions.");
return 0;

internal static partial class Transforms
{
    [FastTransform]
    public static Complex[] NaiveDft(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }

    [FastTransform]
    public static double[] NaiveCosines(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(Math.PI * k * (n + 0.5) / x.Length);
        return y;
    }
}
PROGRAM
dotnet publish "$work/AnyLength" -c Release -r "$runtime" -p:Native=true -o "$work/any" -v q
"$work/any/AnyLength"

say "Result"
echo "Native programs compute what managed ones do."
