using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Settings;

namespace Gongxin.Modules.Tests.Blobs;

// Goal: a name always stands for the whole content, whatever happened while it was written.
public sealed class FolderBlobsTests : IDisposable
{
    private readonly PlatformSettings _settings = new() { DataFolder = Directory.CreateTempSubdirectory("gongxin-test-").FullName };

    private string Temporary => Path.Combine(_settings.BlobFolder, ".tmp");

    public void Dispose() => Directory.Delete(_settings.DataFolder, recursive: true);

    [Fact]
    public async Task A_content_is_found_under_its_digest()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);

        var blob = await blobs.PutAsync(new MemoryStream("abc"u8.ToArray()), null, TestContext.Current.CancellationToken);

        // FIPS 180-2, appendix B.1
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", blob.Sha256);
        Assert.Equal(3, blob.Length);
        Assert.True(blobs.Exists(blob.Sha256));
        Assert.Equal("abc", await ReadAsync(blobs, blob));
        Assert.Empty(Directory.EnumerateFiles(Temporary));
    }

    [Fact]
    public async Task A_large_content_comes_back_as_it_was()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);
        var content = RandomNumberGenerator.GetBytes(1_000_003);

        var blob = await blobs.PutAsync(new Dribble(content), content.Length, TestContext.Current.CancellationToken);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), blob.Sha256);
        Assert.Equal(content, await File.ReadAllBytesAsync(blobs.PathOf(blob.Sha256), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_is_taken_over()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);
        var file = Path.Combine(_settings.DataFolder, "version.parquet");
        await File.WriteAllTextAsync(file, "rows", TestContext.Current.CancellationToken);

        var blob = await blobs.PutFileAsync(file, TestContext.Current.CancellationToken);

        Assert.False(File.Exists(file));
        Assert.Equal(new BlobRef(Convert.ToHexStringLower(SHA256.HashData("rows"u8)), 4), blob);
        Assert.Equal("rows", await ReadAsync(blobs, blob));
    }

    [Fact]
    public async Task What_is_larger_than_allowed_is_refused_and_leaves_nothing()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<Refusal>(
            () => blobs.PutAsync(new MemoryStream(new byte[1001]), 1000, TestContext.Current.CancellationToken));

        Assert.Equal(("upload.too-large", 413), (refusal.Code, refusal.Status));
        Assert.Empty(Directory.EnumerateFiles(_settings.BlobFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_source_that_breaks_off_leaves_nothing()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);

        await Assert.ThrowsAsync<EndOfStreamException>(
            () => blobs.PutAsync(new Dribble(new byte[200_000], breaksAt: 150_000), null, TestContext.Current.CancellationToken));

        Assert.Empty(Directory.EnumerateFiles(_settings.BlobFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_full_disk_is_refused_and_leaves_nothing()
    {
        Directory.CreateDirectory(_settings.BlobFolder);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _settings.BlobFolder), "A small disk cannot be mounted here.");
        try
        {
            var blobs = new FolderBlobs(_settings, TimeProvider.System);
            var file = Path.Combine(_settings.DataFolder, "large");
            await File.WriteAllBytesAsync(file, new byte[3_000_000], TestContext.Current.CancellationToken);

            var streamed = await Assert.ThrowsAsync<Refusal>(
                () => blobs.PutAsync(new MemoryStream(new byte[3_000_000]), null, TestContext.Current.CancellationToken));
            var moved = await Assert.ThrowsAsync<Refusal>(() => blobs.PutFileAsync(file, TestContext.Current.CancellationToken));

            Assert.Equal(("storage.full", 507), (streamed.Code, streamed.Status));
            Assert.Equal(("storage.full", 507), (moved.Code, moved.Status));
            Assert.Empty(Directory.EnumerateFiles(_settings.BlobFolder, "*", SearchOption.AllDirectories));
            var small = await blobs.PutAsync(new MemoryStream("small"u8.ToArray()), null, TestContext.Current.CancellationToken);
            Assert.Equal("small", await ReadAsync(blobs, small));
        }
        finally
        {
            Run("umount", _settings.BlobFolder);
        }
    }

    [Fact]
    public async Task A_changed_byte_and_a_lost_file_are_found()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);
        var good = await blobs.PutAsync(new MemoryStream("good"u8.ToArray()), null, TestContext.Current.CancellationToken);
        var damaged = await blobs.PutAsync(new MemoryStream("damaged"u8.ToArray()), null, TestContext.Current.CancellationToken);
        var lost = await blobs.PutAsync(new MemoryStream("lost"u8.ToArray()), null, TestContext.Current.CancellationToken);
        Damage(blobs.PathOf(damaged.Sha256));
        File.Delete(blobs.PathOf(lost.Sha256));

        Assert.Equal(BlobState.Good, await blobs.CheckAsync(good.Sha256, TestContext.Current.CancellationToken));
        Assert.Equal(BlobState.Damaged, await blobs.CheckAsync(damaged.Sha256, TestContext.Current.CancellationToken));
        Assert.Equal(BlobState.Missing, await blobs.CheckAsync(lost.Sha256, TestContext.Current.CancellationToken));
        Assert.Equal([damaged.Sha256], await ((IBlobs)blobs).ScrubAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        await blobs.PutAsync(new MemoryStream("damaged"u8.ToArray()), null, TestContext.Current.CancellationToken);
        Assert.Equal(BlobState.Good, await blobs.CheckAsync(damaged.Sha256, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_leftovers_that_nobody_writes_are_removed()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);
        var (leftover, young, inUse) = (Path.Combine(Temporary, "a"), Path.Combine(Temporary, "b"), Path.Combine(Temporary, "c"));
        await File.WriteAllTextAsync(leftover, "x", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(young, "x", TestContext.Current.CancellationToken);
        await using var writer = new FileStream(inUse, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        File.SetLastWriteTimeUtc(leftover, DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(inUse, DateTime.UnixEpoch);

        Assert.Equal(1, blobs.RemoveLeftovers());

        Assert.Equal([young, inUse], Directory.EnumerateFiles(Temporary).Order());
    }

    [Fact]
    public void A_name_that_is_no_digest_is_not_looked_up()
    {
        var blobs = new FolderBlobs(_settings, TimeProvider.System);

        Assert.Throws<ArgumentException>(() => blobs.Exists("../../etc/passwd"));
        Assert.Throws<ArgumentException>(() => blobs.PathOf(new string('A', 64)));
    }

    private static void Damage(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var bytes = File.ReadAllBytes(path);
        bytes[0] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static async Task<string> ReadAsync(FolderBlobs blobs, BlobRef blob)
    {
        using var reader = new StreamReader(blobs.OpenRead(blob.Sha256), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    // Gives a few bytes at a time, as a network does, and may break off.
    private sealed class Dribble(byte[] content, int breaksAt = int.MaxValue) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breaksAt
                ? throw new EndOfStreamException()
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 1237)], cancellationToken);
    }
}
