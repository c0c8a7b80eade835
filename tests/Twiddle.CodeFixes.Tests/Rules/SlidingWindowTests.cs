using Twiddle.CodeFixes.Tests.Harness;
using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.SlidingSum, Twiddle.CodeFixes.SlidingSumFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

/// <summary>Windows that go backwards, lie around their position, end at borders, or are of rows and columns.</summary>
public class SlidingWindowTests
{
    [Fact]
    public Task Backwards() => Rule.Fixes(
        """
        public static int[] Counts(int[] x, int width)
        {
            var y = new int[x.Length];
            for (int i = width; i < x.Length; i++)
            {
                var sum = 0;
                for (int j = 0; j < width; j++) [|sum += x[i - j]|];
                y[i] = sum;
            }
            for (int i = 8; i < x.Length; i++)
            {
                long sum = 0L;
                for (int j = 1; j <= 4; j++) [|sum += x[i - j]|];
                y[i] += (int)sum;
            }
            return y;
        }
        """,
        """
        public static int[] Counts(int[] x, int width)
        {
            var y = new int[x.Length];
            int running = 0;
            for (int i = width; i < x.Length; i++)
            {
                if (i == width)
                    for (int j = 0; j < width; j++) running += x[i - j];
                else if (width > 0)
                    running += x[i] - x[i - width];
                var sum = running;
                y[i] = sum;
            }
            long running1 = 0L;
            for (int i = 8; i < x.Length; i++)
            {
                if (i == 8)
                    for (int j = 1; j <= 4; j++) running1 += x[i - j];
                else
                    running1 += x[i - 1] - x[i - 5];
                long sum = running1;
                y[i] += (int)sum;
            }
            return y;
        }
        """);

    /// <summary>Borders by indices that are clamped, or go around; what else depends on both counters does so in the same way.</summary>
    [Fact]
    public Task AroundThePosition() => Rule.Fixes(
        """
        public static int[] Around(int[] x, int radius)
        {
            int n = x.Length;
            var y = new int[n];
            for (int i = 0; i < n; i++)
            {
                // Around the position.
                int sum = 0;
                for (int j = -radius; j <= radius; j++)
                    [|sum += x[Math.Max(0, Math.Min(n - 1, i + j))]|];
                y[i] = sum / (2 * radius + 1);
            }
            for (int i = 0; i < n; i++)
            {
                int sum = 0;
                for (int j = -2; j <= 2; j++) [|sum += x[(i + j + n) % n]|];
                y[i] += sum;
            }
            return y;
        }
        """,
        """
        public static int[] Around(int[] x, int radius)
        {
            int n = x.Length;
            var y = new int[n];
            int running = 0;
            for (int i = 0; i < n; i++)
            {
                // Around the position.
                if (i == 0)
                    for (int j = -radius; j <= radius; j++) running += x[Math.Max(0, Math.Min(n - 1, i + j))];
                else if (-radius <= radius)
                    running += x[Math.Max(0, Math.Min(n - 1, i + radius))] - x[Math.Max(0, Math.Min(n - 1, i - radius - 1))];
                int sum = running;
                y[i] = sum / (2 * radius + 1);
            }
            int running1 = 0;
            for (int i = 0; i < n; i++)
            {
                if (i == 0)
                    for (int j = -2; j <= 2; j++) running1 += x[(i + j + n) % n];
                else
                    running1 += x[(i + 2 + n) % n] - x[(i - 3 + n) % n];
                int sum = running1;
                y[i] += sum;
            }
            return y;
        }
        """);

    /// <summary>Two sums at once, conditions, and locals of the window.</summary>
    [Fact]
    public Task WithCheckedBorders() => Rule.Fixes(
        """
        public static double[] Averages(int[] x, int radius)
        {
            var y = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                int sum = 0, count = 0;
                // All that are there.
                for (int j = -radius; j <= radius; j++)
                {
                    int at = i + j;
                    if (at < 0 || at >= x.Length) continue;
                    [|sum += x[at]|];   // of them
                    count++;
                }
                y[i] = (double)sum / count;
            }
            return y;
        }
        """,
        """
        public static double[] Averages(int[] x, int radius)
        {
            var y = new double[x.Length];
            int running = 0;
            int running1 = 0;
            for (int i = 0; i < x.Length; i++)
            {
                // All that are there.
                if (i == 0)
                {
                    for (int j = -radius; j <= radius; j++)
                    {
                        int at = i + j;
                        if (at < 0 || at >= x.Length) continue;
                        running += x[at];   // of them
                        running1++;
                    }
                }
                else if (-radius <= radius)
                {
                    for (int j = radius; j <= radius; j++)
                    {
                        int at = i + j;
                        if (at < 0 || at >= x.Length) continue;
                        running += x[at];   // of them
                        running1++;
                    }
                    for (int j = -radius - 1; j <= -radius - 1; j++)
                    {
                        int at = i + j;
                        if (at < 0 || at >= x.Length) continue;
                        running -= x[at];
                        running1--;
                    }
                }
                int sum = running, count = running1;
                y[i] = (double)sum / count;
            }
            return y;
        }
        """);

    [Fact]
    public Task WithBoundsThatMove() => Rule.Fixes(
        """
        public static int[] Sums(int[] x, int radius)
        {
            int n = x.Length;
            var y = new int[n];
            for (int i = 0; i < n; i++)
            {
                int sum = 0;
                for (int j = Math.Max(0, i - radius); j <= Math.Min(n - 1, i + radius); j++) [|sum += x[j]|];
                y[i] = sum;
            }
            for (int i = 0; i + 3 < n; i++)
            {
                int sum = 0;
                for (int j = i; j < i + 4; j++) sum += x[j];
                y[i] -= sum;
            }
            for (int i = 0; i < n - 4; i++)
            {
                int sum = 0, count = 0;
                for (int j = i; j < i + 4; j++)
                {
                    [|sum += x[j]|];
                    count++;
                }
                y[i] -= sum * count;
            }
            for (int i = 0; i < n; i++)
            {
                int sum = 0;
                for (int j = Math.Max(i - radius + 1, 0); j <= i; j++) [|sum += x[j]|];
                y[i] += sum;
            }
            return y;
        }
        """,
        """
        public static int[] Sums(int[] x, int radius)
        {
            int n = x.Length;
            var y = new int[n];
            int running = 0;
            for (int i = 0; i < n; i++)
            {
                if (i == 0 || radius < 0)
                {
                    running = 0;
                    for (int j = Math.Max(0, i - radius); j <= Math.Min(n - 1, i + radius); j++)
                        running += x[j];
                }
                else
                {
                    if (i + radius <= n - 1) running += x[i + radius];
                    if (i - radius > 0) running -= x[i - radius - 1];
                }
                int sum = running;
                y[i] = sum;
            }
            for (int i = 0; i + 3 < n; i++)
            {
                int sum = 0;
                for (int j = i; j < i + 4; j++) sum += x[j];
                y[i] -= sum;
            }
            int running1 = 0;
            int running2 = 0;
            for (int i = 0; i < n - 4; i++)
            {
                if (i == 0)
                {
                    for (int j = i; j < i + 4; j++)
                    {
                        running1 += x[j];
                        running2++;
                    }
                }
                else
                {
                    running1 += x[i + 4 - 1];
                    running2++;
                    running1 -= x[i - 1];
                    running2--;
                }
                int sum = running1, count = running2;
                y[i] -= sum * count;
            }
            int running3 = 0;
            for (int i = 0; i < n; i++)
            {
                if (i == 0 || i - radius + 1 > i)
                {
                    running3 = 0;
                    for (int j = Math.Max(i - radius + 1, 0); j <= i; j++)
                        running3 += x[j];
                }
                else
                {
                    running3 += x[i];
                    if (i - radius + 1 > 0) running3 -= x[i - radius + 1 - 1];
                }
                int sum = running3;
                y[i] += sum;
            }
            return y;
        }
        """);

    /// <summary>A cell of Conway's Life: the sums of columns of three are shared between cells, on a torus and on a field with borders.</summary>
    [Fact]
    public Task NeighboursOfACell() => Rule.Fixes(
        """
        public static bool[,] Torus(bool[,] grid)
        {
            int h = grid.GetLength(0), w = grid.GetLength(1);
            var next = new bool[h, w];
            for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++)
                {
                    int n = 0;
                    for (int dy = -1; dy <= 1; dy++)
                        for (int dx = -1; dx <= 1; dx++)
                        {
                            if (dx == 0 && dy == 0) continue;
                            if (grid[(y + dy + h) % h, (x + dx + w) % w]) [|n++|];
                        }
                    next[y, x] = n == 3 || n == 2 && grid[y, x];
                }
            return next;
        }

        public static int[,] Bordered(int[,] grid)
        {
            int h = grid.GetLength(0), w = grid.GetLength(1);
            var next = new int[h, w];
            for (int y = 0; y < h; y++)
            {
                for (int x = 0; x < w; x++)
                {
                    int n = 0;
                    for (int dy = -1; dy <= 1; dy++)
                    {
                        int row = y + dy;
                        if (row < 0 || row >= h) continue;
                        for (int dx = -1; dx <= 1; dx++)
                        {
                            int column = x + dx;
                            if (column >= 0 && column < w) [|n += grid[row, column]|];
                        }
                    }
                    next[y, x] = n - grid[y, x];
                }
            }
            return next;
        }
        """,
        """
        public static bool[,] Torus(bool[,] grid)
        {
            int h = grid.GetLength(0), w = grid.GetLength(1);
            var next = new bool[h, w];
            for (int y = 0; y < h; y++)
            {
                int running = 0;
                var columns = new int[3];
                for (int x = 0; x < w; x++)
                {
                    for (int dx = x == 0 ? -1 : 1; dx <= 1; dx++)
                    {
                        int column = 0;
                        for (int dy = -1; dy <= 1; dy++)
                            if (grid[(y + dy + h) % h, (x + dx + w) % w]) column++;
                        int slot = (x + dx + 1) % columns.Length;
                        running += column - columns[slot];
                        columns[slot] = column;
                    }
                    int n = running;
                    for (int dy = 0, dx = 0; dy <= 0; dy++)
                        if (grid[(y + dy + h) % h, (x + dx + w) % w]) n--;
                    next[y, x] = n == 3 || n == 2 && grid[y, x];
                }
            }

            return next;
        }

        public static int[,] Bordered(int[,] grid)
        {
            int h = grid.GetLength(0), w = grid.GetLength(1);
            var next = new int[h, w];
            for (int y = 0; y < h; y++)
            {
                int running = 0;
                var columns = new int[3];
                for (int x = 0; x < w; x++)
                {
                    for (int dx = x == 0 ? -1 : 1; dx <= 1; dx++)
                    {
                        int column1 = 0;
                        for (int dy = -1; dy <= 1; dy++)
                        {
                            int row = y + dy;
                            if (row < 0 || row >= h) continue;
                            int column = x + dx;
                            if (column >= 0 && column < w) column1 += grid[row, column];
                        }
                        int slot = (x + dx + 1) % columns.Length;
                        running += column1 - columns[slot];
                        columns[slot] = column1;
                    }
                    int n = running;
                    next[y, x] = n - grid[y, x];
                }
            }
            return next;
        }
        """);

    /// <summary>The cell itself left out by a condition, and a method that looks into the field.</summary>
    [Fact]
    public Task NeighboursByAMethod() => Rule.Fixes(
        """
        static bool IsAlive(bool[,] cells, int x, int y) => x >= 0 && y >= 0 && x < cells.GetLength(0) && y < cells.GetLength(1) && cells[x, y];

        public static bool[,] Survivors(bool[,] cells)
        {
            var next = new bool[cells.GetLength(0), cells.GetLength(1)];
            for (var x = 0; x < cells.GetLength(0); x++)
            {
                for (var y = 0; y < cells.GetLength(1); y++)
                {
                    var neighbours = 0;
                    for (var dx = -1; dx <= 1; dx++)
                        for (var dy = -1; dy <= 1; dy++)
                            if ((dx != 0 || dy != 0) && IsAlive(cells, x + dx, y + dy)) [|neighbours++|];
                    next[x, y] = cells[x, y] && neighbours >= 3;
                }
            }
            return next;
        }

        public static int[] Sides(int[] x)
        {
            var y = new int[x.Length];
            for (int i = 2; i < x.Length - 2; i++)
            {
                int sum = 0;
                for (int j = -2; j <= 2; j++)
                {
                    if (j != 0) [|sum += x[i + j]|];
                }
                y[i] = sum;
            }
            return y;
        }
        """,
        """
        static bool IsAlive(bool[,] cells, int x, int y) => x >= 0 && y >= 0 && x < cells.GetLength(0) && y < cells.GetLength(1) && cells[x, y];

        public static bool[,] Survivors(bool[,] cells)
        {
            var next = new bool[cells.GetLength(0), cells.GetLength(1)];
            for (var x = 0; x < cells.GetLength(0); x++)
            {
                int running = 0;
                var columns = new int[3];
                for (var y = 0; y < cells.GetLength(1); y++)
                {
                    for (var dy = y == 0 ? -1 : 1; dy <= 1; dy++)
                    {
                        int column = 0;
                        for (var dx = -1; dx <= 1; dx++)
                            if (IsAlive(cells, x + dx, y + dy)) column++;
                        int slot = (y + dy + 1) % columns.Length;
                        running += column - columns[slot];
                        columns[slot] = column;
                    }
                    var neighbours = running;
                    for (int dx = 0, dy = 0; dx <= 0; dx++)
                        if (IsAlive(cells, x + dx, y + dy)) neighbours--;
                    next[x, y] = cells[x, y] && neighbours >= 3;
                }
            }
            return next;
        }

        public static int[] Sides(int[] x)
        {
            var y = new int[x.Length];
            int running = 0;
            for (int i = 2; i < x.Length - 2; i++)
            {
                if (i == 2)
                {
                    for (int j = -2; j <= 2; j++)
                        running += x[i + j];
                }
                else
                {
                    for (int j = 2; j <= 2; j++)
                        running += x[i + j];
                    for (int j = -3; j <= -3; j++)
                        running -= x[i + j];
                }
                int sum = running;
                for (int j = 0; j <= 0; j++)
                    sum -= x[i + j];
                y[i] = sum;
            }
            return y;
        }
        """);

    /// <summary>A box filter, in either order of its loops, forwards and backwards.</summary>
    [Fact]
    public Task ABox() => Rule.Fixes(
        """
        public static int[,] Box(int[,] image, int radius)
        {
            int h = image.GetLength(0), w = image.GetLength(1);
            var y = new int[h, w];
            for (int r = radius; r < h - radius; r++)
                for (int c = radius; c < w - radius; c++)
                {
                    int sum = 0;
                    for (int dc = -radius; dc <= radius; dc++)
                        for (int dr = -radius; dr <= radius; dr++)
                            [|sum += image[r + dr, c + dc]|];
                    y[r, c] = sum;
                }
            for (int r = 2; r < h; r++)
                for (int c = 4; c < w; c++)
                {
                    int sum = 0;
                    for (int j = 0; j < 3; j++)
                        for (int k = 1; k < 5; k++) [|sum += image[r - j, c - k]|];
                    y[r, c] -= sum;
                }
            return y;
        }
        """,
        """
        public static int[,] Box(int[,] image, int radius)
        {
            int h = image.GetLength(0), w = image.GetLength(1);
            var y = new int[h, w];
            for (int r = radius; r < h - radius; r++)
            {
                int running = 0;
                var columns = new int[Math.Max(0, radius - (-radius) + 1)];
                for (int c = radius; c < w - radius; c++)
                {
                    for (int dc = c == radius ? -radius : Math.Max(-radius, radius); dc <= radius; dc++)
                    {
                        int column = 0;
                        for (int dr = -radius; dr <= radius; dr++)
                            column += image[r + dr, c + dc];
                        int slot = (c - radius + dc - (-radius)) % columns.Length;
                        running += column - columns[slot];
                        columns[slot] = column;
                    }
                    int sum = running;
                    y[r, c] = sum;
                }
            }

            for (int r = 2; r < h; r++)
            {
                int running = 0;
                var columns = new int[4];
                for (int c = 4; c < w; c++)
                {
                    for (int k = c == 4 ? 4 : 1; k >= 1; k--)
                    {
                        int column = 0;
                        for (int j = 0; j < 3; j++)
                            column += image[r - j, c - k];
                        int slot = (c - 4 - k + 4) % columns.Length;
                        running += column - columns[slot];
                        columns[slot] = column;
                    }
                    int sum = running;
                    y[r, c] -= sum;
                }
            }

            return y;
        }
        """);

    /// <summary>Reported, with what a recurrence would do to rounding; how it is kept in bounds is not decided here.</summary>
    [Fact]
    public Task ASlidingTransform() => Rule.Reports(
        """
        static double Loudest(double[] x, int bins)
        {
            double loudest = 0;
            for (int start = 0; start < x.Length - 64; start++)
                for (int k = 0; k < bins; k++)
                {
                    double re = 0, im = 0;
                    for (int n = 0; n < 64; n++)
                    {
                        [|re += x[start + n] * Math.Cos(2 * Math.PI * k * n / 64)|];
                        im -= x[start + n] * Math.Sin(2 * Math.PI * k * n / 64);
                    }
                    loudest = Math.Max(loudest, re * re + im * im);
                }
            return loudest;
        }
        static double Hop(double[] x, int bins)
        {
            double loudest = 0;
            for (int start = 0; start < x.Length - 64; start += 32)
                for (int k = 0; k < bins; k++)
                {
                    double re = 0;
                    for (int n = 0; n < 64; n++) re += x[start + n] * Math.Cos(2 * Math.PI * k * n / 64);
                    loudest = Math.Max(loudest, re);
                }
            return loudest;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static int calls;
        static int Tell(int[,] image, int y, int x) { calls++; return image[y, x]; }
        static int Weighted(int[] x, int[] h, int r)
        {
            int all = 0;
            for (int i = r; i < x.Length - r; i++)
            {
                int weighted = 0;
                for (int j = -r; j <= r; j++) weighted += x[i + j] * h[j + r];
                int apart = 0;
                for (int j = -r; j <= r; j++) apart += x[i + j] * x[i - j];
                int here = 0;
                for (int j = -r; j <= r; j++) here += x[i + j] - x[i];
                int fast = 0;
                for (int j = 0; j < 8; j++) fast += x[2 * i + j];
                int many = 0;
                for (int j = 0; j < i; j++) many += x[i + j];
                int until = 0;
                for (int j = 0; j < 8; j++) { if (x[i + j] == 0) break; until += x[i + j]; }
                int few = 0;
                for (int j = -1; j <= 1; j++) few += x[i + j];
                all += weighted + apart + here + fast + many + until + few;
            }
            return all;
        }
        static int Bounds(int[] x, int r, int n)
        {
            int all = 0;
            for (int i = -3; i < x.Length; i++)
            {
                int negative = 0;
                for (int j = Math.Max(0, i - r); j <= i + r; j++) negative += x[j];
                all += negative;
            }
            for (int i = 0; i < n; i++)
            {
                int beyond = 0;
                for (int j = i - r; j <= Math.Min(x.Length - 1, i + r); j++) beyond += x[j];
                int twice = 0;
                for (int j = 2 * i; j < 2 * i + 8; j++) twice += x[j];
                int own = 0;
                for (int j = i; j < i + r; j++) own += x[j] * i;
                all += beyond + twice + own;
            }
            return all;
        }
        static int Written(int[] x)
        {
            int all = 0;
            for (int i = 0; i < x.Length - 8; i++)
            {
                int sum = 0;
                for (int j = 0; j < 8; j++) sum += x[i + j];
                x[i] = sum;
                all += sum;
            }
            return all;
        }
        static int Blocks(int[,] image, int[,] kernel)
        {
            int all = 0;
            for (int y = 1; y < 100; y++)
                for (int x = 1; x < 100; x++)
                {
                    int sum = 0;
                    for (int dy = 0; dy < 3; dy++)
                        for (int dx = 0; dx < 3; dx++) sum += image[y + dy, x + dx] * kernel[dy, dx];
                    int round = 0;
                    for (int dy = -3; dy <= 3; dy++)
                        for (int dx = -Math.Abs(dy); dx <= Math.Abs(dy); dx++) round += image[y + dy, x + dx];
                    int few = 0;
                    for (int dy = 0; dy < 2; dy++)
                        for (int dx = 0; dx < 2; dx++) few += image[y + dy, x + dx];
                    int holes = 0;
                    for (int dy = 1; dy <= 3; dy++)
                        for (int dx = 1; dx <= 3; dx++)
                        {
                            if (dy == 0 && dx == 0) continue;
                            holes += image[y + dy, x + dx];
                        }
                    int told = 0;
                    for (int dy = 0; dy < 3; dy++)
                        for (int dx = 0; dx < 3; dx++) told += Tell(image, y + dy, x + dx);
                    all += sum + round + few + holes + told;
                }
            return all;
        }
        """);

    [Fact]
    public Task TheLeastWidthIsAnOption() => Rule.Verify(
        "class D { int F(int[] x) { int all = 0; for (int i = 0; i < x.Length - 8; i++) { int sum = 0; for (int j = 0; j < 8; j++) sum += x[i + j]; all ^= sum; } return all; } }",
        "class D { int F(int[] x) { int all = 0; for (int i = 0; i < x.Length - 8; i++) { int sum = 0; for (int j = 0; j < 8; j++) sum += x[i + j]; all ^= sum; } return all; } }",
        "dotnet_code_quality.TWD109.minimum_width = 9\n");
}
