using System.Collections.Immutable;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary>A part of a matrix in which the entries are sums of the same harmonics.</summary>
internal sealed record HarmonicBlock(IndexRange Rows, IndexRange Columns, ImmutableArray<Harmonic> Terms);
