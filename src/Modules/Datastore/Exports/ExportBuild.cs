using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Exports;

// One export being made into a file, and everybody who reads it meanwhile. The file grows as fast as the disk takes it:
// a slow reader holds a file handle, not a query. When the last reader leaves before the end, the work is given up.
internal sealed class ExportBuild : Stream
{
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    private readonly FileStream _content;
    private readonly CancellationTokenSource _abandoned = new();
    private TaskCompletionSource _grown = NewSignal();
    private int _readers;
    private bool _isOver;
    private long _length;

    public ExportBuild(string file, Func<ExportBuild, CancellationToken, Task<ExportResult>> work)
    {
        File = file;
        _content = new FileStream(file, FileMode.CreateNew, FileAccess.Write, Shared, 1);
        Result = RunAsync(work);
        _ = Result.ContinueWith(_ => Grown(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public string File { get; }

    // Ends when the file is complete and named, or fails as the work did.
    public Task<ExportResult> Result { get; }

    public bool IsAbandoned => _abandoned.IsCancellationRequested;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => Interlocked.Read(ref _length);

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    // Joining and leaving happen under the lock of the builds, so nobody joins what the last one has just left.
    public FileStream Join()
    {
        _readers++;
        return new FileStream(File, FileMode.Open, FileAccess.Read, Shared, 1, FileOptions.Asynchronous);
    }

    public void Leave()
    {
        if (--_readers == 0 && !_isOver)
        {
            _abandoned.Cancel();
        }
    }

    // Under the same lock, before it is disposed of.
    public void End() => _isOver = true;

    // Copies the file as it grows, to its end. Nothing is sent before there is something to send: until then a refusal
    // can still be told properly.
    public async Task CopyGrowingAsync(FileStream content, Stream to, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        var isFlushed = true;
        while (true)
        {
            var signal = Volatile.Read(ref _grown).Task;
            var isComplete = Result.IsCompleted;
            var read = isComplete && !Result.IsCompletedSuccessfully ? 0 : await content.ReadAsync(buffer, ct);
            if (read > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
                isFlushed = false;
            }
            else if (isComplete)
            {
                await Result;
                return;
            }
            else if (isFlushed)
            {
                await signal.WaitAsync(ct);
            }
            else
            {
                await to.FlushAsync(ct);
                isFlushed = true;
            }
        }
    }

    // The content is on disk before the file gets its final name.
    public void CloseContent()
    {
        _content.Flush(flushToDisk: true);
        _content.Dispose();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _content.Write(buffer);
        Interlocked.Add(ref _length, buffer.Length);
        Grown();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _abandoned.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<ExportResult> RunAsync(Func<ExportBuild, CancellationToken, Task<ExportResult>> work)
    {
        await Task.Yield();
        return await work(this, _abandoned.Token);
    }

    private void Grown() => Interlocked.Exchange(ref _grown, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
