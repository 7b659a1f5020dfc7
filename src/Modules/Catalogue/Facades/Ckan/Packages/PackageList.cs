using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// "packages" of an organization or group, when they are asked for: the newest, as many as CKAN shows.
internal static class PackageList
{
    private const int Most = 10;

    public static async Task WriteAsync(CkanCall call, Expression<Func<Dataset, bool>> condition)
    {
        if (!call.Given.Flag("include_datasets", false))
        {
            return;
        }

        call.Result.WriteStartArray("packages");
        foreach (var record in await call.Records.PageAsync(condition, [new RecordOrder(RecordKey.Modified, true)], 0, Most, call.Ct))
        {
            PackageJson.Write(call, record);
        }

        call.Result.WriteEndArray();
    }
}
