namespace Twiddle.Compiler.Emission.Sharing;

/// <summary>Writes the class that shares the stages of a transform among threads (<c>Parallel = true</c>).</summary>
/// <remarks>
/// Tickets are handed out in the order of the stages, and work on one begins when all tickets of earlier stages are done. The holder of the first ticket that
/// is not done can always go on, and the calling thread takes tickets like all others: so nothing waits for a thread that has not begun, whatever the pool is
/// busy with. Threads that come too late find no ticket and touch nothing.
/// </remarks>
public static class TeamWriter
{
    /// <summary>Transforms of fewer points are over before other threads have woken up.</summary>
    public const int LeastPoints = 1 << 17;

    private const string Body = """
        /// <summary>A part of a stage: number part, of as many as there are parts.</summary>
        internal delegate void Work(int stage, int part, int parts);

        private const int MostThreads = 16;

        private static readonly int Threads = global::System.Math.Min(global::System.Environment.ProcessorCount, MostThreads);

        private static readonly global::System.Threading.WaitCallback Joined = team => Help((@Name)team@Null);

        /// <summary>How long a thread looks for what it waits for, in ticks: some twenty microseconds, less than it takes to wake one up.</summary>
        private static readonly long Patience = global::System.Diagnostics.Stopwatch.Frequency / 50000;

        /// <summary>The last transform to be shared, for threads that look for it.</summary>
        private static @Name@Nullable offered;

        /// <summary>The threads that are looking.</summary>
        private static int watching;

        private readonly Work work;
        private readonly int parts;
        private readonly int tickets;
        private int next;
        private int done;
        private global::System.Exception@Nullable failure;

        private @Name(int stages, Work work)
        {
            this.work = work;
            // More parts than threads: one that is held up leaves the rest to the others.
            parts = 4 * Threads;
            tickets = stages * parts;
        }

        /// <summary>Whether there is nobody to share with.</summary>
        internal static bool IsAlone { get { return Threads == 1; } }

        /// <summary>Where a part begins among a number of rounds; the next part begins where it ends.</summary>
        internal static int Share(int rounds, int part, int parts)
        {
            return (int)((long)rounds * part / parts);
        }

        /// <summary>Does all parts of each stage, stage by stage; the calling thread works too.</summary>
        internal static void Run(int stages, Work work)
        {
            if (IsAlone)
            {
                for (int stage = 0; stage < stages; stage++) work(stage, 0, 1);
                return;
            }

            var team = new @Name(stages, work);
            try
            {
                // Who is looking takes it, even while about to leave: it is offered before they are counted, and they look again after they have left.
                global::System.Threading.Interlocked.Exchange(ref offered, team);
                for (int i = 1 + global::System.Threading.Volatile.Read(ref watching); i < Threads; i++) global::System.Threading.ThreadPool.UnsafeQueueUserWorkItem(Joined, team);
            }
            finally
            {
                team.TakeParts();
                team.WaitFor(team.tickets);
                global::System.Threading.Interlocked.CompareExchange(ref offered, null, team);
            }

            if (team.failure != null) global::System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(team.failure).Throw();
        }

        /// <summary>Helps with a transform, and with those that follow at once.</summary>
        private static void Help(@Name@Nullable team)
        {
            while (team != null)
            {
                team.TakeParts();
                team = Next(team);
            }
        }

        /// <summary>The transform that is shared after another, or null where none is for a while.</summary>
        private static @Name@Nullable Next(@Name last)
        {
            @Name@Nullable next;
            global::System.Threading.Interlocked.Increment(ref watching);
            long end = global::System.Diagnostics.Stopwatch.GetTimestamp() + Patience;
            do
            {
                global::System.Threading.Thread.SpinWait(8);
                next = global::System.Threading.Volatile.Read(ref offered);
            }
            while ((next == null || next == last) && global::System.Diagnostics.Stopwatch.GetTimestamp() < end);
            global::System.Threading.Interlocked.Decrement(ref watching);
            next = global::System.Threading.Volatile.Read(ref offered);
            return next == last ? null : next;
        }

        private void TakeParts()
        {
            for (;;)
            {
                int ticket = global::System.Threading.Interlocked.Increment(ref next) - 1;
                if (ticket >= tickets) return;
                WaitFor(ticket / parts * parts);
                try
                {
                    if (failure == null) work(ticket / parts, ticket % parts, parts);
                }
                catch (global::System.Exception exception)
                {
                    failure = exception;
                }
                finally
                {
                    global::System.Threading.Interlocked.Increment(ref done);
                }
            }
        }

        /// <summary>
        /// Waits until so many parts are done: others are at them now, and most often done within microseconds. To yield at once would be to leave the processor to whatever else
        /// there is, for longer than that; but who is at them may have to be let on by it.
        /// </summary>
        private void WaitFor(int count)
        {
            if (global::System.Threading.Volatile.Read(ref done) >= count) return;
            long end = global::System.Diagnostics.Stopwatch.GetTimestamp() + Patience;
            while (global::System.Threading.Volatile.Read(ref done) < count)
            {
                if (global::System.Diagnostics.Stopwatch.GetTimestamp() < end) global::System.Threading.Thread.SpinWait(2);
                else global::System.Threading.Thread.Yield();
            }
        }
        """;

    /// <param name="writer">Where to write.</param>
    /// <param name="name">The name of the class.</param>
    /// <param name="language">What the user's language version offers.</param>
    /// <param name="access">How visible the class is.</param>
    internal static void Write(CodeWriter writer, string name, LanguageFeatures language, string access = "private")
    {
        writer.Line();
        writer.Line("/// <summary>Shares the stages of a transform among the calling thread and threads of the pool that are free.</summary>");
        writer.Line("/// <remarks>Nothing waits for a thread that has not begun, so calls from threads of the pool are as good as any.</remarks>");
        writer.Line(Emitter.GeneratedCode);
        var hasNullable = language.Version >= 80;
        var text = Body.Replace("@Nullable", hasNullable ? "?" : "").Replace("@Null", hasNullable ? "!" : "").Replace("@Name", name).Replace("\r", "");
        writer.Block($"{access} sealed class {name}", () =>
        {
            foreach (var line in text.Split('\n')) writer.Line(line);
        });
    }

    /// <summary>The expression for the part of some rounds that begins (or, with 1, ends) here.</summary>
    internal static string Share(string team, string rounds, bool isEnd) => $"{team}.Share({rounds}, part{(isEnd ? " + 1" : "")}, parts)";
}
