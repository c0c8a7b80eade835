using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// A map h of odd prime order p permutes rows and columns in orbits of p (with fixed points): between two orbits the matrix is a circulant
/// B[i − j mod p]. Its mean acts on the orbit sums s = Σ xᵢ; the rest, B − mean, sees only differences dⱼ = xⱼ − x_{p−1}, and its rows sum to zero:
/// a block Toeplitz matrix of size p − 1 gives e₀ … e_{p−2}, with yᵢ = S + eᵢ and y_{p−1} = S − Σ eᵢ. The exponents of a DFT of prime
/// size form such orbits: Rader, Winograd.
/// </summary>
internal static class OddOrder
{
    public static Factorisation? TryPropose(NumberMatrix matrix, PrimePower power, Automorphism[] companions, NumberTable numbers)
    {
        var columns = Orbits.Of(power.Map.Columns, power.Map.Units);
        var rows = Orbits.Of(power.Map.Rows, power.Map.Units);
        if (columns.Cycles.Length == 0 || rows.Cycles.Length == 0) return null;
        if (columns.Fixed.Concat(rows.Fixed).Any(f => f.Unit != 0)) return null;
        if (columns.Cycles.Concat(rows.Cycles).Any(c => c.Length != power.Prime)) return null;
        return new OrbitMatrix(matrix, power, companions, columns, rows, numbers).Compose();
    }

    private sealed class OrbitMatrix
    {
        private readonly NumberMatrix matrix;
        private readonly int prime;
        private readonly int units;
        private readonly int unitScale;
        private readonly Orbits columns;
        private readonly Orbits rows;
        private readonly NumberTable numbers;
        private readonly int[,] means;

        public OrbitMatrix(NumberMatrix matrix, PrimePower power, Automorphism[] companions, Orbits columns, Orbits rows, NumberTable numbers)
        {
            this.matrix = matrix;
            prime = power.Prime;
            units = power.Map.Units;
            unitScale = 4 / units;
            this.columns = columns;
            this.rows = rows;
            this.numbers = numbers;
            var aligned = new OrbitAlignment(prime, units);
            aligned.Follow(columns.Cycles, companions.Select(g => g.Columns).ToArray());
            aligned.Follow(rows.Cycles, companions.Select(g => g.Rows).ToArray());
            Align();
            means = new int[rows.Cycles.Length, columns.Cycles.Length];
            var inversePrime = numbers.Intern(Cyclotomic.FromRational(new Rational(1, prime)));
            for (var a = 0; a < rows.Cycles.Length; a++)
                for (var b = 0; b < columns.Cycles.Length; b++)
                {
                    var sum = NumberTable.Zero;
                    for (var d = 0; d < prime; d++) sum = numbers.Add(sum, Circulant(a, b, d));
                    means[a, b] = numbers.Multiply(sum, inversePrime);
                }
        }

        /// <summary>
        /// An orbit may begin at any of its points: begins each so that its blocks repeat, up to sign, blocks seen before. Equal blocks in equal
        /// places are what the next rules look for.
        /// </summary>
        private void Align()
        {
            var seen = new HashSet<int[]>(SequenceComparer.Instance);
            for (var b = 0; b < columns.Cycles.Length; b++) AlignOrbit(columns.Cycles, b, () => new[] { BlockUpToUnit(0, b) }, seen);
            for (var a = 1; a < rows.Cycles.Length; a++)
                AlignOrbit(rows.Cycles, a, () => Enumerable.Range(0, columns.Cycles.Length).Select(b => BlockUpToUnit(a, b)).ToArray(), seen);
        }

        private void AlignOrbit(UnitPoint[][] cycles, int orbit, Func<int[][]> blocks, HashSet<int[]> seen)
        {
            var (start, best, bestMatches) = (cycles[orbit], cycles[orbit], -1);
            for (var shift = 0; shift < prime; shift++)
            {
                cycles[orbit] = Rotated(start, shift);
                var matches = blocks().Count(seen.Contains);
                if (matches > bestMatches) (best, bestMatches) = (cycles[orbit], matches);
            }

            cycles[orbit] = best;
            foreach (var block in blocks()) seen.Add(block);
        }

        private UnitPoint[] Rotated(UnitPoint[] cycle, int shift) =>
            Enumerable.Range(0, prime)
                .Select(d => cycle[(d + shift) % prime])
                .Select(point => point with { Unit = (point.Unit - cycle[shift].Unit + units) % units })
                .ToArray();

        private int[] BlockUpToUnit(int a, int b)
        {
            var block = Enumerable.Range(0, prime).Select(d => Circulant(a, b, d)).ToArray();
            var unit = numbers.UnitOf(Array.Find(block, v => v != NumberTable.Zero));
            return Array.ConvertAll(block, v => numbers.TimesUnit(v, 4 - unit));
        }

        public Factorisation Compose()
        {
            var (cycles, rowCycles) = (columns.Cycles.Length, rows.Cycles.Length);
            var (meanColumns, meanRows) = (cycles + columns.Fixed.Count, rowCycles + rows.Fixed.Count);
            var mean = NumberMatrix.Define(matrix.Kind, meanRows, meanColumns, MeanEntry);
            var rest = NumberMatrix.Define(matrix.Kind, (prime - 1) * rowCycles, (prime - 1) * cycles, (k, j) =>
                numbers.Subtract(
                    Circulant(k % rowCycles, j % cycles, (k / rowCycles - j / cycles + prime) % prime),
                    means[k % rowCycles, j % cycles]));
            var parts = new[]
            {
                new Part(Span(0, meanColumns), Span(0, meanRows), new Subproblem(mean)),
                new Part(Span(meanColumns, rest.Columns), Span(meanRows, rest.Rows), new Subproblem(rest)),
            };
            var layers = new Factorisation[]
            {
                Combination.Of(numbers, matrix.Kind, Inputs()),
                new DirectSum(parts, meanRows + rest.Rows),
                Combination.Of(numbers, matrix.Kind, Outputs(meanRows)),
            };
            return new Composition(layers, $"symmetry of order {prime} of a {matrix.Rows}×{matrix.Columns} block (Rader, Winograd)");
        }

        /// <summary>The entry of the circulant block of row orbit a and column orbit b at distance d: row point d against column point 0.</summary>
        private int Circulant(int a, int b, int distance)
        {
            var (row, column) = (rows.Cycles[a][distance], columns.Cycles[b][0]);
            return Turned(matrix[row.Index, column.Index], row.Unit + column.Unit);
        }

        private int MeanEntry(int k, int j)
        {
            var (isRowOrbit, isColumnOrbit) = (k < rows.Cycles.Length, j < columns.Cycles.Length);
            if (isRowOrbit && isColumnOrbit) return means[k, j];
            var row = isRowOrbit ? rows.Cycles[k][0] : rows.Fixed[k - rows.Cycles.Length];
            var column = isColumnOrbit ? columns.Cycles[j][0] : columns.Fixed[j - columns.Cycles.Length];
            return Turned(matrix[row.Index, column.Index], row.Unit + column.Unit);
        }

        private IReadOnlyList<Term>[] Inputs()
        {
            var inputs = new List<IReadOnlyList<Term>>();
            inputs.AddRange(columns.Cycles.Select(cycle => cycle.Select(c => new Term(c.Index, Inverse(c.Unit))).ToArray()));
            inputs.AddRange(columns.Fixed.Select(c => new[] { new Term(c.Index, NumberTable.One) }));
            for (var i = 0; i < prime - 1; i++)
                foreach (var cycle in columns.Cycles)
                {
                    var (point, last) = (cycle[i], cycle[prime - 1]);
                    inputs.Add(new[] { new Term(point.Index, Inverse(point.Unit)), new Term(last.Index, numbers.Negate(Inverse(last.Unit))) });
                }

            return inputs.ToArray();
        }

        private IReadOnlyList<Term>[] Outputs(int meanRows)
        {
            var outputs = new IReadOnlyList<Term>[matrix.Rows];
            var cycles = rows.Cycles.Length;
            for (var a = 0; a < cycles; a++)
            {
                var cycle = rows.Cycles[a];
                for (var i = 0; i < prime - 1; i++)
                {
                    var unit = Inverse(cycle[i].Unit);
                    outputs[cycle[i].Index] = new[] { new Term(a, unit), new Term(meanRows + i * cycles + a, unit) };
                }

                var lastUnit = Inverse(cycle[prime - 1].Unit);
                outputs[cycle[prime - 1].Index] = Enumerable.Range(0, prime - 1)
                    .Select(i => new Term(meanRows + i * cycles + a, numbers.Negate(lastUnit)))
                    .Append(new(a, lastUnit))
                    .ToArray();
            }

            for (var i = 0; i < rows.Fixed.Count; i++) outputs[rows.Fixed[i].Index] = new[] { new Term(cycles + i, NumberTable.One) };
            return outputs;
        }

        private int Turned(int number, int unit) => numbers.TimesUnit(number, unit * unitScale % 4);

        private int Inverse(int unit) => numbers.TimesUnit(NumberTable.One, 4 - unit * unitScale % 4);

        private static int[] Span(int start, int count) => Enumerable.Range(start, count).ToArray();
    }
}
