namespace Gongxin.Datastore;

// Names the module's text resources.
internal sealed class DatastoreText;
