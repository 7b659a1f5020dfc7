using System.Text.Json;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;

namespace Gongxin.Credit.Records.Taking.Files;

// Puts a file beside the operation that takes it in. Both are there when the caller saves.
internal sealed class QueueTaking(CreditDb credit, TakenFiles files, OperationSignal signal, TimeProvider clock)
{
    public async Task<Guid> AddAsync(TakeFileInput input, Actor by, Func<Stream, Task> write, CancellationToken ct)
    {
        var operation = Operation.Queue(TakeFileOperation.KindName, input.FileName, JsonSerializer.Serialize(input), by, clock);
        files.Folder.Create();

        // The file lies there before the operation that reads it is committed.
        await using (var to = new FileStream(files.InputOf(operation.Id.Value), FileMode.CreateNew, FileAccess.Write))
        {
            await write(to);
            await to.FlushAsync(ct);
            to.Flush(flushToDisk: true);
        }

        credit.Whole.Add(operation);
        credit.Audit("RecordsHandedIn", $"credit:taking-file/{operation.Id.Value}", new { input.Kind, input.Unit, input.FileName });
        return operation.Id.Value;
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        await credit.SaveAsync(ct);
        signal.Queued();
    }
}
