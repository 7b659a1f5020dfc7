using System.Collections.Concurrent;
using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Answers;

// Where questions wait for one another. Whoever comes while a batch is answered waits in line, and all that wait are the next batch, in one
// transaction. Alone, a question waits for nobody; under load, one commit serves hundreds. An answer is given only when it is kept.
internal sealed class CheckDesk(IServiceScopeFactory scopes)
{
    // Answers of one transaction; a larger question has one of its own.
    private const int BatchMax = 512;

    private readonly ConcurrentQueue<Waiting> _line = new();
    private int _isAnswering;

    public Task<IReadOnlyList<CheckAnswer>> AskAsync(CheckQuestion question, Actor actor)
    {
        var own = new Waiting(question, actor);
        _line.Enqueue(own);
        if (Interlocked.Exchange(ref _isAnswering, 1) == 0)
        {
            // Nothing of the request that happens to be first goes into the answers of the others.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(AnswerAllAsync);
            }
        }

        return own.Answer.Task;
    }

    // Until nobody waits. Who comes between the last look and the end is seen by the look after it.
    private async Task AnswerAllAsync()
    {
        do
        {
            while (!_line.IsEmpty)
            {
                await AnswerNextAsync();
            }

            Interlocked.Exchange(ref _isAnswering, 0);
        }
        while (!_line.IsEmpty && Interlocked.Exchange(ref _isAnswering, 1) == 0);
    }

    // Not cancelled with the request that happens to work: others wait for it too.
    private async Task AnswerNextAsync()
    {
        var batch = new List<Waiting>();
        for (var count = 0; count < BatchMax && _line.TryDequeue(out var next); count += next.Question.Subjects.Count)
        {
            batch.Add(next);
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("check");
            var answers = await scope.ServiceProvider.GetRequiredService<AnswerChecks>().RunAsync([.. batch.Select(w => (w.Question, w.Actor))], CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer.SetResult(answers[i]);
            }
        }
        catch (Exception fault) when (IsTold(batch, fault))
        {
            // The next batch is answered as if nothing had been.
        }
    }

    private static bool IsTold(List<Waiting> batch, Exception fault)
    {
        batch.ForEach(w => w.Answer.TrySetException(fault));
        return true;
    }

    private sealed record Waiting(CheckQuestion Question, Actor Actor)
    {
        public TaskCompletionSource<IReadOnlyList<CheckAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
