using System.Collections.Concurrent;
using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Answers;

// Where questions wait for one another. Whoever comes while a batch is answered waits in line; whoever is first when it is done answers all
// that wait, in one transaction. Alone, a question waits for nobody; under load, one commit serves hundreds. An answer is given only
// when it is kept.
internal sealed class CheckDesk(IServiceScopeFactory scopes) : IDisposable
{
    // Answers of one transaction; a larger question has one of its own.
    private const int BatchMax = 512;

    private readonly ConcurrentQueue<Waiting> _line = new();
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<IReadOnlyList<CheckAnswer>> AskAsync(CheckQuestion question, Actor actor)
    {
        var own = new Waiting(question, actor);
        _line.Enqueue(own);
        await _turn.WaitAsync();
        try
        {
            while (!own.Answer.Task.IsCompleted)
            {
                await AnswerNextAsync();
            }
        }
        finally
        {
            _turn.Release();
        }

        return await own.Answer.Task;
    }

    public void Dispose() => _turn.Dispose();

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
        catch (Exception fault) when (batch.TrueForAll(w => w.Answer.TrySetException(fault)))
        {
            // Told to everybody who waited for this batch.
        }
    }

    private sealed record Waiting(CheckQuestion Question, Actor Actor)
    {
        public TaskCompletionSource<IReadOnlyList<CheckAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
