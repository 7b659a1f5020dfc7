using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// C2SP tlog-tiles: <prefix>/tile/<L>/<N>[.p/<W>].
internal static class ReadTile
{
    public static async Task<Results<FileContentHttpResult, NotFound>> Handle(
        int level, string path, LedgerReader ledger, HttpResponse response, CancellationToken ct)
    {
        if (LedgerTile.TryParse(level, path) is not { } tile || await ledger.TileAsync(tile, ct) is not { } hashes)
        {
            return TypedResults.NotFound();
        }

        response.KeepForEver();
        return TypedResults.Bytes(hashes, "application/octet-stream");
    }
}
