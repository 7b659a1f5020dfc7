using Gongxin.Kernel.Identity;

namespace Gongxin.Kernel.Jobs;

/// <summary>Does the work of one kind of operation. It may be started again after a kill and must then find its way.</summary>
public interface IOperationHandler
{
    /// <summary>Kind of operation that this handler does, e.g. <c>dataset.load</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the work. The effect and <see cref="Operation.Succeed"/> on <see cref="OperationContext.Operation"/> are saved
    /// in one transaction. A <see cref="Errors.Refusal"/> fails the operation with its code; any other exception is a fault.
    /// </summary>
    Task RunAsync(OperationContext context, CancellationToken ct);
}

/// <summary>What a handler gets: the tracked operation, the actor who asked for it, and where to report progress.</summary>
public sealed record OperationContext(Operation Operation, Actor Actor, IProgress<OperationProgress> Progress);

/// <summary>How far the work is.</summary>
/// <param name="Step">Text key of the step, e.g. <c>Load.Reading</c>.</param>
/// <param name="Done">Units done in this step.</param>
/// <param name="Total">Units of this step; null when unknown.</param>
public readonly record struct OperationProgress(string Step, long Done, long? Total);
