#ifndef EARSHOT_CCURL_SHIM_H
#define EARSHOT_CCURL_SHIM_H
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not import: one function for each type of argument.
typedef size_t (*earshot_curl_receiver)(char *bytes, size_t size, size_t count, void *user);
typedef int (*earshot_curl_progress)(
    void *user, curl_off_t total, curl_off_t received, curl_off_t upload_total, curl_off_t uploaded);

static inline CURLcode earshot_curl_set_text(CURL *handle, CURLoption option, const char *text) {
    return (curl_easy_setopt)(handle, option, text);
}
static inline CURLcode earshot_curl_set_number(CURL *handle, CURLoption option, long number) {
    return (curl_easy_setopt)(handle, option, number);
}
static inline CURLcode earshot_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return (curl_easy_setopt)(handle, option, list);
}
static inline CURLcode earshot_curl_set_user(CURL *handle, CURLoption option, void *user) {
    return (curl_easy_setopt)(handle, option, user);
}
static inline CURLcode earshot_curl_set_receiver(CURL *handle, CURLoption option, earshot_curl_receiver function) {
    return (curl_easy_setopt)(handle, option, function);
}
static inline CURLcode earshot_curl_set_progress(CURL *handle, earshot_curl_progress function) {
    return (curl_easy_setopt)(handle, CURLOPT_XFERINFOFUNCTION, function);
}
static inline CURLcode earshot_curl_get_number(CURL *handle, CURLINFO info, long *number) {
    return (curl_easy_getinfo)(handle, info, number);
}
#endif
