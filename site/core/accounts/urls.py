"""Sign-in and account, under ``/account/``; what stands first closes or moves a door of what comes after."""

from django.urls import include, path

from core.accounts import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/second-factor/", views.second_factor, name="account_second_factor"),
    path("account/continue/", views.to_wanted, name="account_continue"),
    path("account/sign-out-elsewhere/", views.sign_out_other_devices, name="account_sign_out_elsewhere"),
    path("account/sign-in-link/<str:token>/", views.sign_in_link, name="account_sign_in_link"),
    # There are no passwords, and addresses are changed by the secretariat.
    path("account/password/<path:rest>", views.closed_door),
    path("account/reauthenticate/", views.closed_door),
    path("account/email/", views.closed_door),
    path("account/login/code/", views.to_sign_in),
    # Which accounts belong together is settled by the address alone.
    path("account/3rdparty/signup/", views.closed_door),
    path("account/3rdparty/", views.closed_door),
    path("account/", include("allauth.urls")),
    path("admin/login/", views.to_sign_in),
    path("admin/logout/", views.sign_out),
    path("admin/password_reset/", views.closed_door),
    path("admin/password_reset/<path:rest>", views.closed_door),
]
