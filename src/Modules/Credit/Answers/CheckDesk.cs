using System.Collections.Concurrent;
using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Answers;

// Where questions wait for one another. While batches are answered, whoever comes waits in line; whoever is first when one is done answers
// all that wait, in one transaction. Alone, a question waits for nobody; under load, one commit serves hundreds. Two batches are under way,
// so that one is read while the other is kept; only one is kept at a time. An answer is given only when it is kept.
internal sealed class CheckDesk(IServiceScopeFactory scopes) : IDisposable
{
    // Answers of one transaction; a larger question has one of its own.
    private const int BatchMax = 512;

    private const int TurnsMax = 2;

    private readonly ConcurrentQueue<Waiting> _line = new();
    private readonly SemaphoreSlim _turns = new(TurnsMax);
    private readonly SemaphoreSlim _keeping = new(1);

    public async Task<IReadOnlyList<CheckAnswer>> AskAsync(CheckQuestion question, Actor actor)
    {
        var own = new Waiting(question, actor);
        _line.Enqueue(own);
        await _turns.WaitAsync();
        try
        {
            while (!own.Answer.Task.IsCompleted && await AnswerNextAsync())
            {
                // Those before it in the line were answered.
            }
        }
        finally
        {
            _turns.Release();
        }

        // Where nobody waits any more, its batch is under way with somebody else.
        return await own.Answer.Task;
    }

    public void Dispose()
    {
        _turns.Dispose();
        _keeping.Dispose();
    }

    // False when nobody waits. Not cancelled with the request that happens to work: others wait for it too.
    private async Task<bool> AnswerNextAsync()
    {
        var batch = new List<Waiting>();
        for (var count = 0; count < BatchMax && _line.TryDequeue(out var next); count += next.Question.Subjects.Count)
        {
            batch.Add(next);
        }

        if (batch.Count == 0)
        {
            return false;
        }

        try
        {
            var answers = await AnswerAsync(batch);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer.SetResult(answers[i]);
            }
        }
        catch (Exception fault) when (batch.TrueForAll(w => w.Answer.TrySetException(fault)))
        {
            // Told to everybody who waited for this batch.
        }

        return true;
    }

    private async Task<IReadOnlyList<IReadOnlyList<CheckAnswer>>> AnswerAsync(List<Waiting> batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("check");
        var answered = await scope.ServiceProvider.GetRequiredService<AnswerChecks>().RunAsync([.. batch.Select(w => (w.Question, w.Actor))], CancellationToken.None);

        // Here the next waits without a pause; in the database it would look again after milliseconds.
        await _keeping.WaitAsync();
        try
        {
            await scope.ServiceProvider.GetRequiredService<KeepChecks>().SaveAsync(answered, CancellationToken.None);
        }
        finally
        {
            _keeping.Release();
        }

        return answered.Answers;
    }

    private sealed record Waiting(CheckQuestion Question, Actor Actor)
    {
        public TaskCompletionSource<IReadOnlyList<CheckAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
