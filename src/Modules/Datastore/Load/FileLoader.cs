using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Logging;

namespace Gongxin.Datastore.Load;

/// <summary>Loads every table of a file, or gives nothing back.</summary>
internal sealed partial class FileLoader(DuckDbInstance duckDb, PlatformSettings settings, ILogger<FileLoader> log) : IDatastore
{
    public Task<LoadResult> LoadAsync(LoadRequest request, IProgress<LoadProgress>? progress, CancellationToken ct) =>
        Task.Run(() => Load(request, progress, ct), ct);

    private LoadResult Load(LoadRequest request, IProgress<LoadProgress>? progress, CancellationToken ct)
    {
        try
        {
            using var files = new LoadFiles(settings);
            using var file = TabularReader.Open(request.File, request.FileName, ct: ct);
            var result = LoadTables(request, file, files, progress, ct);
            files.HandOver();
            return result;
        }
        catch (DuckDBException failure) when (IsOfStorage(failure))
        {
            LogStorageFailed(failure);
            throw DatastoreRefusals.NoRoomToLoad();
        }
    }

    private static bool IsOfStorage(DuckDBException failure) =>
        failure.ErrorType is DuckDBErrorType.IO or DuckDBErrorType.OutOfMemory || failure.InnerException is IOException;

    [LoggerMessage(2100, LogLevel.Error, "A load was given up because its temporary files could not be written")]
    private partial void LogStorageFailed(Exception failure);

    private LoadResult LoadTables(LoadRequest request, TabularFile file, LoadFiles files, IProgress<LoadProgress>? progress, CancellationToken ct)
    {
        var bytes = new FileInfo(request.File).Length;
        var report = new LoadReport(progress, file.Encoding is null ? null : bytes);
        var loaded = new List<LoadedTable>();
        var unreadable = new List<TabularException>();
        using var connection = duckDb.OpenConnection();
        foreach (var table in file.Tables)
        {
            try
            {
                loaded.Add(new TableLoad(connection, files, table, report, ct).Run(request.Schema, bytes));
            }
            catch (TabularException fault)
            {
                unreadable.Add(fault);
            }
            catch (DuckDBException failure) when (failure.InnerException is TabularException fault)
            {
                unreadable.Add(fault);
            }
        }

        if (loaded.Count == 0)
        {
            throw unreadable.FirstOrDefault() ?? new TabularException(new Finding(null, null, FindingCodes.FileEmpty));
        }

        return new LoadResult(file.Format, file.Encoding, [.. file.Findings, .. unreadable.Select(fault => fault.Finding)], loaded);
    }
}
