namespace PolicyNotify.Site;

/// <summary>Which entry of the site's navigation a page is.</summary>
internal enum PagePlace
{
    None,
    Home,
    Document,
    History,
}
