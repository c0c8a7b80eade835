using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    /// <summary>How a statement ended.</summary>
    private enum Completion
    {
        Normal,
        Break,
        Continue,
        Return,
    }

    private Completion Execute(Statement statement, ref Value result)
    {
        CountStep(statement.Span);
        switch (statement)
        {
            case Block block:
                return ExecuteAll(block.Statements, ref result);
            case VariableDeclaration declaration:
                var value = declaration.Initializer is { } initializer ? Copy(Evaluate(initializer)) : null;
                frame.Declare(declaration.Variable, new VariableLocation(declaration.Type) { Value = value });
                return Completion.Normal;
            case ExpressionStatement expression:
                Evaluate(expression.Expression);
                return Completion.Normal;
            case If @if when context is null && Correction(@if) is { } correction && Correct(correction):
                return Completion.Normal;
            case If @if:
                if (IsTrue(@if.Condition)) return Execute(@if.Then, ref result);
                return @if.Else is null ? Completion.Normal : Execute(@if.Else, ref result);
            case Loop loop:
                return ExecuteLoop(loop, ref result);
            case ForEach forEach:
                return ExecuteForEach(forEach, ref result);
            case Return @return:
                if (@return.Value is { } returned) result = Copy(Evaluate(returned));
                return Completion.Return;
            case Break:
                return Completion.Break;
            case Continue:
                return Completion.Continue;
            case Throw:
                throw Refuse(RefusalKind.Throws, "For this length the method throws", statement.Span);
            case UnsupportedStatement unsupported:
                throw Refuse(RefusalKind.Unsupported, unsupported.Reason, statement.Span);
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private Completion ExecuteAll(EquatableArray<Statement> statements, ref Value result)
    {
        foreach (var statement in statements)
        {
            var completion = Execute(statement, ref result);
            if (completion != Completion.Normal) return completion;
        }

        return Completion.Normal;
    }

    private Completion ExecuteLoop(Loop loop, ref Value result)
    {
        var outer = pass;
        pass = new LoopPass(outer, loopCount++, 0);
        ExecuteAll(loop.Before, ref result);
        var completion = Counted(loop) is { } counted && TripCount(counted) is { } count && count > options.LongestRun
            ? SummariseLoop(loop, counted, count)
            : RunLoop(loop, ref result);
        pass = outer;
        return completion;
    }

    private Completion RunLoop(Loop loop, ref Value result)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            CountStep(loop.Span);
            var isTested = !(isFirst && loop.TestsAfterBody);
            if (isTested && loop.Condition is { } condition && !IsTrue(condition)) return Completion.Normal;
            var completion = Execute(loop.Body, ref result);
            if (completion == Completion.Break) return Completion.Normal;
            if (completion == Completion.Return) return completion;
            foreach (var step in loop.Step) Evaluate(step);
            pass = pass!.Next();
        }
    }

    private Completion ExecuteForEach(ForEach loop, ref Value result)
    {
        var collection = Evaluate(loop.Collection);
        if (collection is RowsValue rows) return ExecuteForEachRow(loop, rows, ref result);
        var elements = Enumerate(collection, loop.Collection.Span);
        var type = loop.Collection.Type is SequenceType sequence ? sequence.Element : elements.ElementType;
        if (elements.Indexed is var (count, at) && count > options.LongestRun) return SummariseForEach(loop, type, count, at);
        var outer = pass;
        pass = new LoopPass(outer, loopCount++, -1);
        foreach (var element in elements.Stream())
        {
            pass = pass.Next();
            frame.Declare(loop.Variable, new VariableLocation(type) { Value = element });
            var completion = Execute(loop.Body, ref result);
            if (completion == Completion.Break) break;
            if (completion != Completion.Return) continue;
            pass = outer;
            return completion;
        }

        pass = outer;
        return Completion.Normal;
    }

    private Completion ExecuteForEachRow(ForEach loop, RowsValue rows, ref Value result)
    {
        rows.Store.SizeMatters = true;
        var outer = pass;
        pass = new LoopPass(outer, loopCount++, -1);
        for (var i = 0; i < rows.Rows; i++)
        {
            pass = pass.Next();
            frame.Declare(loop.Variable, new VariableLocation(new ArrayType(rows.Store.ElementType, 1)) { Value = Row(rows, new IntegerValue(i), loop.Span) });
            var completion = Execute(loop.Body, ref result);
            if (completion is Completion.Normal or Completion.Continue) continue;
            pass = outer;
            return completion == Completion.Break ? Completion.Normal : completion;
        }

        pass = outer;
        return Completion.Normal;
    }

    private bool IsTrue(Expression condition) => Evaluate(condition) switch
    {
        BooleanValue value => value.IsTrue,
        UnknownValue unknown => throw Refuse(unknown.Kind, unknown.Reason, condition.Span),
        _ => throw Refuse(RefusalKind.DataDependent, "The branch on '{0}' depends on the data", condition.Span),
    };

    private static Polynomial Numbered(System.Numerics.BigInteger number) => Polynomial.Constant(number);
}
