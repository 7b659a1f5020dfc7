using Gongxin.Kernel.Errors;

namespace Gongxin.Datastore;

internal static partial class DatastoreRefusals
{
    public static Refusal NoRoomToLoad() => new("load.no-room", 503);
}
